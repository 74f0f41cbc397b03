import {
  SEALED_COLUMNS,
  seal,
  sealedHead,
  unseal,
  type SealedColumn,
  type SealedColumnName,
  type SealingSecrets,
  type Tx,
  type WorkspaceTransaction,
} from '@bicorne/persistence';
import { rotateSecondFactors } from '@bicorne/identity';
import type { DataSource } from 'typeorm';
import { everyWorkspace } from './every-workspace.js';
import { sealClearAddresses } from './seal-clear-addresses.js';

export interface SecretsDeps {
  /** The database under the role that sees all workspaces, and nothing in them. */
  owner: DataSource;
  /** The door of the request role. */
  transaction: WorkspaceTransaction;
  secrets: SealingSecrets;
}

export interface Rotated {
  /** Rows of sealed columns, and people with a second factor, that are sealed with the secret of now, which they were not before. */
  sealed: number;
  /** Rows that neither secret opens; they are left as they are. */
  unreadable: number;
}

/** Under one lock of rows, for moments: requests go on meanwhile. */
const BATCH = 200;
const NAMES = Object.keys(SEALED_COLUMNS) as SealedColumnName[];
/** Whom the audit trail names. */
const ACTOR = 'bicorne secrets rotate';

/**
 * Seals all that is sealed in any workspace, and people's second factors, with the secret of now: what the one before sealed, what was sealed in an older
 * form, and addresses that stand in the clear. Goes batch by batch while requests run, each in a transaction of its own;
 * broken off and called again it takes up where it was.
 *
 * @param onWorkspace told after each workspace how many are done
 */
export async function rotateSecrets(deps: SecretsDeps, onWorkspace?: (done: number) => void): Promise<Rotated> {
  const total: Rotated = await rotateSecondFactors(deps.owner, deps.secrets);
  let done = 0;
  for await (const workspaceId of everyWorkspace(deps.owner)) {
    const scope = { workspaceId, name: ACTOR };
    total.sealed += await deps.transaction.run(scope, (tx) => sealClearAddresses(tx, deps.secrets));
    for (const name of NAMES) {
      let after: string | null = '';
      while (after !== null) {
        const from: string = after;
        const batch: Batch = await deps.transaction.run(scope, (tx) => rotateBatch(tx, name, deps.secrets, from));
        total.sealed += batch.sealed;
        total.unreadable += batch.unreadable;
        after = batch.last;
      }
    }
    onWorkspace?.((done += 1));
  }
  return total;
}

interface Batch extends Rotated {
  /** Where the next batch begins; null where there is none. */
  last: string | null;
}

/** @param after the row that the batch before ended with, as `rowOf` names it */
async function rotateBatch(tx: Tx, name: SealedColumnName, secrets: SealingSecrets, after: string): Promise<Batch> {
  const column: SealedColumn = SEALED_COLUMNS[name];
  const { workspaceId } = tx.scope;
  const row = rowOf(column);
  const rows = await tx.query<{ row: string; sealed: Buffer }>(
    `select ${row} as row, ${column.read} as sealed from ${column.table}
     where workspace_id = $1 and ${column.read} is not null and substring(${column.read} from 1 for 5) <> $2
       and ${row} > $3
     order by 1 limit ${BATCH} for update`,
    [workspaceId, sealedHead(secrets.secret), after],
  );
  const anew = rows.flatMap(({ row: key, sealed }) => {
    const place = { column: name, workspaceId, key: JSON.parse(key) as string[] };
    const text = unseal(secrets, sealed, place);
    return text === undefined ? [] : [{ key, sealed: seal(secrets, text, place) }];
  });
  await tx.query(
    `update ${column.table} set ${column.column} = ${column.write('anew.bytes')}
     from unnest($2::text[], $3::bytea[]) as anew (of_row, bytes)
     where workspace_id = $1 and ${row} = anew.of_row`,
    [workspaceId, anew.map(({ key }) => key), anew.map(({ sealed }) => sealed)],
  );
  const last = rows.length < BATCH ? null : (rows.at(-1)?.row ?? null);
  return { sealed: anew.length, unreadable: rows.length - anew.length, last };
}

/** SQL of what names a row in its workspace: a JSON list of texts, in an order that no locale changes. */
function rowOf({ table, key }: SealedColumn): string {
  return `(jsonb_build_array(${key.map((name) => `${table}.${name}::text`).join()})::text collate "C")`;
}
