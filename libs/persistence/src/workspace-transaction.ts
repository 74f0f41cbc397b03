import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { EntityManager } from 'typeorm';

/** Whose rows a transaction sees, and who acts in it: the audit trail names them. A signed-in caller is one. */
export interface Scope {
  workspaceId: string;
  /** Set for a client contact and for a token of a client: narrows every table to that client. */
  clientId?: string | null;
  /** Who acts; left out for what Bicorne does by itself. */
  name?: string;
  memberId?: string | null;
  clientContactId?: string | null;
  tokenId?: string | null;
  /** From where. */
  origin?: Origin | null;
}

/** From where a change was asked for. */
export interface Origin {
  /** Network address, or the name of what runs on the machine itself. */
  address: string;
  /** What the program says of itself. */
  agent: string | null;
}

/** One transaction inside one workspace: the only way to rows of a workspace. */
export interface Tx {
  readonly scope: Scope;
  readonly manager: EntityManager;
  /** Runs one written statement and gives its rows. */
  query<Row>(sql: string, parameters?: unknown[]): Promise<Row[]>;
  /**
   * The same for a statement that is asked often and takes longer to plan than to run: a connection plans it a few times
   * and then no more. For texts of which there are few, since each connection keeps the plan of each.
   */
  prepared<Row extends object>(sql: string, parameters: unknown[]): Promise<Row[]>;
  /** Writes an outbox row: the job reaches the queue after this transaction commits, and only then. */
  enqueue(job: string, payload: object): Promise<void>;
  /** The same for many payloads, in one statement. */
  enqueueAll(job: string, payloads: readonly object[]): Promise<void>;
  /**
   * Takes the client narrowing away for the rest of the transaction: for what follows from a client
   * contact's allowed act but is not theirs to see, such as the alerts that it clears.
   */
  widenToWorkspace(): Promise<void>;
}

/** A data source, or one transaction that several pieces of work share. */
export interface Transactions {
  transaction<T>(work: (manager: EntityManager) => Promise<T>): Promise<T>;
}

export interface WorkspaceTransactionOptions {
  /** Runs first in every transaction and shares its fate; the API claims an idempotency key here. */
  beforeWork?: (tx: Tx) => Promise<void>;
}

/**
 * The one door to the rows of a workspace. Workspace and client are set for the transaction
 * alone, so a pooled connection carries nothing over, and the row policies do the rest.
 */
export class WorkspaceTransaction {
  constructor(
    private readonly dataSource: Transactions,
    private readonly options: WorkspaceTransactionOptions = {},
  ) {}

  /**
   * Commits when `work` resolves; rolls back when it rejects, and rejects with the same reason. In a snapshot all that is
   * read is of the moment of its first statement, and nothing is written.
   */
  async run<T>(scope: Scope, work: (tx: Tx) => Promise<T>, { snapshot = false } = {}): Promise<T> {
    return this.dataSource.transaction(async (manager) => {
      if (snapshot) await manager.query('set transaction isolation level repeatable read, read only');
      await manager.query(
        `select set_config('app.workspace_id', $1, true), set_config('app.client_id', $2, true),
           set_config('app.actor', $3, true)`,
        [scope.workspaceId, scope.clientId ?? '', actorOf(scope)],
      );
      const tx = transactionOf(manager, scope);
      await this.options.beforeWork?.(tx);
      return work(tx);
    });
  }
}

/** What the audit trail writes of who acts, as the JSON that its trigger reads. */
function actorOf({ name, memberId, clientContactId, tokenId, origin }: Scope): string {
  const [kind, id] = memberId
    ? ['MEMBER', memberId]
    : clientContactId
      ? ['CLIENT_CONTACT', clientContactId]
      : tokenId
        ? ['TOKEN', tokenId]
        : ['SYSTEM', undefined];
  return JSON.stringify({ kind, id, name, ...origin });
}

function transactionOf(manager: EntityManager, scope: Scope): Tx {
  const enqueueAll: Tx['enqueueAll'] = async (job, payloads) => {
    if (payloads.length === 0) return;
    await manager.query(
      'insert into outbox (workspace_id, job, payload) select $1, $2, payload from unnest($3::jsonb[]) as payload',
      [scope.workspaceId, job, payloads.map((payload) => JSON.stringify(payload))],
    );
  };
  return {
    scope,
    manager,
    query: (sql, parameters) => manager.query(sql, parameters),
    prepared: async <Row extends object>(sql: string, parameters: unknown[]) => {
      const client = await connectionOf(manager);
      return (await client.query<Row>({ name: nameOf(sql), text: sql, values: parameters })).rows;
    },
    enqueue: (job, payload) => enqueueAll(job, [payload]),
    enqueueAll,
    widenToWorkspace: async () => {
      await manager.query("select set_config('app.client_id', '', true)");
    },
  };
}

async function connectionOf({ queryRunner }: EntityManager): Promise<pg.ClientBase> {
  if (!queryRunner) throw new Error('A statement of a workspace runs in its transaction.');
  return (await queryRunner.connect()) as pg.ClientBase;
}

const names = new Map<string, string>();

/** Under which a connection keeps the plan of a statement: one name for one text. */
function nameOf(sql: string): string {
  let name = names.get(sql);
  if (name === undefined) {
    name = createHash('sha256').update(sql).digest('base64url');
    names.set(sql, name);
  }
  return name;
}
