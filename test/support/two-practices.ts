import { toGlobalId } from '@bicorne/application';
import { openDatabase, WorkspaceTransaction } from '@bicorne/persistence';
import { createHash } from 'node:crypto';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { testDatabase, type TestDatabase } from './database.js';
import { Practice, testServices, type StartedEngagement } from './factories.js';
import { fillTables } from '../tenancy/fill-tables.js';

/** Bytes of attached files by what they are: each client has its own, and both have one alike. */
export const BYTES = { first: 'of the first client', second: 'of the second client', both: 'of both' } as const;

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Two workspaces with rows in every table, their sign-ins, and the bytes of files. */
export class TwoPractices {
  private constructor(
    readonly server: TestDatabase,
    readonly app: DataSource,
    private readonly worker: DataSource,
    readonly beneath: pg.Client,
    readonly practice: Practice,
    readonly clients: readonly [StartedEngagement, StartedEngagement],
    readonly neighbour: Practice,
  ) {}

  static async open(): Promise<TwoPractices> {
    const server = await testDatabase();
    const app = await openDatabase({ url: server.url, role: 'app', poolSize: 4 });
    const worker = await openDatabase({ url: server.url, role: 'worker', poolSize: 2 });
    const beneath = new pg.Client({ connectionString: server.url, options: '-c search_path=bicorne' });
    await beneath.connect();
    const services = await testServices();
    const transaction = new WorkspaceTransaction(app);
    const [practice, neighbour] = [
      await Practice.open(transaction, services),
      await Practice.open(transaction, services),
    ];
    const clients = await fillTables(practice, worker);
    await fillTables(neighbour, worker);
    const made = new TwoPractices(server, app, worker, beneath, practice, clients, neighbour);
    await made.attach(practice, clients);
    await made.attach(neighbour, []);
    await made.tellOfBoth();
    await made.signIns();
    return made;
  }

  async close(): Promise<void> {
    await this.beneath.end();
    await this.worker.destroy();
    await this.app.destroy();
    await this.server.drop();
  }

  /** Files whose bytes are in storage. */
  private async attach({ workspaceId, services }: Practice, clients: readonly StartedEngagement[]): Promise<void> {
    await this.beneath.query('update file set sha256 = $2 where workspace_id = $1', [workspaceId, hashOf(BYTES.both)]);
    for (const [index, { clientId }] of clients.entries())
      await this.beneath.query(
        `insert into file (workspace_id, client_id, engagement_id, name, media_type, size, sha256, uploaded_at, uploaded_by)
         select workspace_id, client_id, engagement_id, 'own.txt', media_type, $3, $4, now(), uploaded_by
         from file where workspace_id = $1 and client_id = $2 limit 1`,
        [workspaceId, clientId, 10, hashOf(index === 0 ? BYTES.first : BYTES.second)],
      );
    for (const text of Object.values(BYTES)) {
      const content = (async function* () {
        yield Buffer.from(text);
      })();
      await (await services.storage.receive(content)).keep(workspaceId);
    }
  }

  /** A message that names both clients, as a digest does. */
  private async tellOfBoth(): Promise<void> {
    const notices = this.clients.map(({ clientId }) => ({
      type: 'drift_alert.raised',
      data: { client: { id: toGlobalId('Client', clientId), name: `Name of ${clientId}` } },
    }));
    await this.beneath.query(
      `insert into delivery (workspace_id, event, channel, recipient, recipient_kind, recipient_id, payload, state,
         next_attempt_at, sent_at, created_at)
       select workspace_id, 'notices', 'EMAIL', email, 'MEMBER', id, $2, 'SENT', now(), now(), now()
       from member where workspace_id = $1 and role = 'OWNER'`,
      [this.practice.workspaceId, { type: 'notices', notices }],
    );
  }

  /** What people of both sign in with; the first contact of each workspace is one person. */
  private async signIns(): Promise<void> {
    const { beneath } = this;
    await beneath.query(`
      with first as (select distinct on (workspace_id) workspace_id, id from client_contact order by workspace_id, created_at, id)
      update client_contact c set user_id = 'of-both' from first where (c.workspace_id, c.id) = (first.workspace_id, first.id)`);
    await beneath.query(`
      insert into auth."user" (id, name, email, "emailVerified")
      select distinct on (user_id) user_id, name, user_id || '@sign-in.example', true
      from (select user_id, name from member union all select user_id, name from client_contact) as people`);
    await beneath.query(`
      insert into auth.session (id, "expiresAt", token, "updatedAt", "ipAddress", "userAgent", "userId")
      select 's' || id, now() + interval '1 day', 'session ' || id, now(), '192.0.2.7', 'Browser', id from auth."user"`);
    await beneath.query(`
      insert into auth.account (id, "accountId", "providerId", "userId", password, "updatedAt")
      select 'a' || id, id, 'credential', id, 'hash', now() from auth."user"`);
    await beneath.query(`
      insert into auth.verification (id, identifier, value, "expiresAt")
      select 'v' || id, 'reset-password:' || md5(id), id, now() from auth."user"`);
  }
}
