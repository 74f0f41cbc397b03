import type { Role } from '@bicorne/domain';
import type pg from 'pg';
import type { Caller } from './caller.js';
import { inScope } from './in-scope.js';

interface PlaceRow {
  workspaceId: string;
  role: Role;
  name: string;
  memberId: string | null;
  clientContactId: string | null;
  clientId: string | null;
}

/**
 * The places of a signed-in person: as a member of consultancies and as a contact of clients, oldest first. Read at every
 * request, so a change of role holds from the next one on.
 */
export async function findPlaces(pool: pg.Pool, userId: string): Promise<Caller[]> {
  const rows = await inScope(pool, { 'app.user_id': userId }, async (client) => {
    const found = await client.query<PlaceRow>({
      name: 'find-places',
      text: `select workspace_id as "workspaceId", role, name, id as "memberId", null::uuid as "clientContactId",
               null::uuid as "clientId", created_at
             from bicorne.member where user_id = $1
             union all
             select workspace_id, role, name, null, id, client_id, created_at
             from bicorne.client_contact where user_id = $1
             order by created_at, "workspaceId" limit 50`,
      values: [userId],
    });
    return found.rows;
  });
  return rows.map(({ workspaceId, role, name, memberId, clientContactId, clientId }) => ({
    kind: 'session',
    workspaceId,
    role,
    name,
    memberId,
    clientContactId,
    clientId,
    userId,
    tokenId: null,
    scopes: ['READ', 'WRITE'],
  }));
}
