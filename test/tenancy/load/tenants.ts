import { issueApiToken } from '@bicorne/identity';
import type { WorkspaceTransaction } from '@bicorne/persistence';
import { randomUUID } from 'node:crypto';
import type pg from 'pg';

export interface Tenant {
  /** Begins the name of each of its rows: `t17-`. */
  tag: string;
  workspaceId: string;
  /** Two clients; the token of the client is of the first. */
  clientIds: [string, string];
  ownerToken: string;
  clientToken: string;
}

/** Every tag that stands in a text. */
export function tagsIn(text: string): Set<string> {
  return new Set([...text.matchAll(/\bt\d+-/g)].map(([tag]) => tag));
}

/** Workspaces with an owner and two clients each, whose names begin with the tag of their tenant. */
export async function makeTenants(
  count: number,
  superuser: pg.Pool,
  transaction: WorkspaceTransaction,
): Promise<Tenant[]> {
  const tenants: Tenant[] = [];
  for (let n = 0; n < count; n += 1) {
    const tag = `t${n}-`;
    const workspaceId = randomUUID();
    const clientIds: [string, string] = [randomUUID(), randomUUID()];
    await superuser.query(
      `insert into bicorne.workspace (id, slug, name, time_zone, currency) values ($1, $2, $2, 'UTC', 'EUR')`,
      [workspaceId, `${tag}${workspaceId}`],
    );
    await superuser.query(
      `insert into bicorne.client (workspace_id, id, name, created_at)
       select $1, id, $3 || id, now() from unnest($2::uuid[]) as id`,
      [workspaceId, clientIds, tag],
    );
    const token = (role: 'OWNER' | 'SPONSOR') =>
      transaction.run({ workspaceId }, (tx) =>
        issueApiToken(
          tx,
          {
            name: `${tag}${role}`,
            role,
            clientId: role === 'SPONSOR' ? clientIds[0] : null,
            scopes: ['READ', 'WRITE'],
            expiresAt: null,
          },
          new Date(),
        ),
      );
    const [owner, client] = [await token('OWNER'), await token('SPONSOR')];
    tenants.push({ tag, workspaceId, clientIds, ownerToken: owner.token, clientToken: client.token });
  }
  return tenants;
}
