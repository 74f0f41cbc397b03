import { keyIdOf, SEALED_COLUMNS, sealedHead, type SealedColumn, type SealedColumnName } from '@bicorne/persistence';
import { secondFactorsByKey } from '@bicorne/identity';
import { everyWorkspace } from './every-workspace.js';
import type { SecretsDeps } from './rotate-secrets.js';

/** How many rows of a sealed column are sealed alike. */
export interface SealedWith {
  column: SealedColumnName | 'auth.twoFactor';
  /** Of the key, 8 hexadecimal digits; null where the text stands in the clear, or a second factor is older than
   * the names of keys.
   */
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
  const named = (keyId: string | null): SealedWith['secret'] => {
    const is = (one: string | undefined): boolean => one !== undefined && keyId === keyIdOf(one);
    return is(secret) ? 'BICORNE_SECRET' : is(oldSecret) ? 'BICORNE_SECRET_OLD' : null;
  };
  const columns = [...counts.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { column, head, rows }]) => {
      const keyId = head?.slice(2) ?? null;
      return { column, keyId, secret: named(keyId), current: head === sealedHead(secret).toString('hex'), rows };
    });
  const factors = (await secondFactorsByKey(owner)).map(({ keyId, rows }) => ({
    column: 'auth.twoFactor' as const,
    keyId,
    secret: named(keyId),
    current: named(keyId) === 'BICORNE_SECRET',
    rows,
  }));
  return [...columns, ...factors];
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
