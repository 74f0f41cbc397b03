import { keyIdOf, SEALED_COLUMNS, sealedHead, type SealedColumn, type SealedColumnName } from '@bicorne/persistence';
import { everyWorkspace } from './every-workspace.js';
import type { SecretsDeps } from './rotate-secrets.js';

/** How many rows of a sealed column are sealed alike. */
export interface SealedWith {
  column: SealedColumnName;
  /** Of the key, 8 hexadecimal digits; null where the text stands in the clear. */
  keyId: string | null;
  /** Which of the installation's secrets it is; null for another. */
  secret: 'BICORNE_SECRET' | 'BICORNE_SECRET_OLD' | null;
  /** Whether it is sealed as it is now, which `rotateSecrets` leaves alone. */
  current: boolean;
  rows: number;
}

/** What is sealed with which key, over all workspaces; by column, and by key in it. */
export async function secretsStatus({ owner, transaction, secrets }: SecretsDeps): Promise<SealedWith[]> {
  const { secret, oldSecret } = secrets;
  const counts = new Map<string, { column: SealedColumnName; head: string | null; rows: number }>();
  for await (const workspaceId of everyWorkspace(owner)) {
    const found = await transaction.run({ workspaceId }, (tx) =>
      tx.query<{ column: SealedColumnName; head: string | null; rows: number }>(STATEMENT, [workspaceId]),
    );
    for (const { column, head, rows } of found) {
      const of = `${column} ${head}`;
      counts.set(of, { column, head, rows: (counts.get(of)?.rows ?? 0) + rows });
    }
  }
  return [...counts.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { column, head, rows }]) => {
      const keyId = head?.slice(2) ?? null;
      const is = (one: string | undefined): boolean => one !== undefined && keyId === keyIdOf(one);
      return {
        column,
        keyId,
        secret: is(secret) ? 'BICORNE_SECRET' : is(oldSecret) ? 'BICORNE_SECRET_OLD' : null,
        current: head === sealedHead(secret).toString('hex'),
        rows,
      };
    });
}

const STATEMENT = [
  ...Object.entries<SealedColumn>(SEALED_COLUMNS).map(
    ([name, { table, read }]) =>
      `select '${name}' as column, encode(substring(${read} from 1 for 5), 'hex') as head, count(*)::int as rows
       from ${table} where workspace_id = $1 and ${read} is not null group by 2`,
  ),
  `select 'webhook_endpoint.address_sealed', null, count(*)::int from webhook_endpoint
   where workspace_id = $1 and kind = 'SLACK' and address_sealed is null having count(*) > 0`,
].join(' union all ');
