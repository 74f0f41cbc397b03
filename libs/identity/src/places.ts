import type { KnownOfPerson, Role } from '@bicorne/domain';
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

/** A place of a signed-in person, with the names by which they choose it. */
export interface Place {
  /** Of the member or the contact as whom they are there. */
  id: string;
  role: Role;
  workspaceName: string;
  /** Of the client whose contact they are; null for a member. */
  clientName: string | null;
}

/** More than anybody has. */
const MOST_PLACES = 50;

/**
 * Rows of the places that a person may use, oldest first. People who were removed have none left. While the mailbox of a
 * person was never shown to be theirs, the workspace that set their first password is the only one: else whoever set it
 * could sign in as them in another. A session that a workspace's provider vouched for is of that workspace alone.
 */
const PLACES = `select p.* from (
    select workspace_id as "workspaceId", role, name, id as "memberId", null::uuid as "clientContactId",
      null::uuid as "clientId", created_at, user_id
    from bicorne.member where user_id = $1 and removed_at is null
    union all
    select workspace_id, role, name, null, id, client_id, created_at, user_id
    from bicorne.client_contact where user_id = $1 and removed_at is null
  ) p join auth."user" u on u.id = p.user_id
  where case when $2::uuid is not null then p."workspaceId" = $2
    else u."emailVerified" or u."firstPasswordBy" is null or u."firstPasswordBy" = p."workspaceId" end
  order by p.created_at, p."workspaceId" limit ${MOST_PLACES}`;

/**
 * The places of a signed-in person: as a member of consultancies and as a contact of clients. Read at every request, so a
 * change of role holds from the next one on.
 *
 * @param boundTo the workspace that a session is bound to; null for any
 */
export async function findPlaces(pool: pg.Pool, userId: string, boundTo: string | null): Promise<Caller[]> {
  const rows = await inScope(pool, { 'app.user_id': userId }, async (client) => {
    const found = await client.query<PlaceRow>({ name: 'find-places', text: PLACES, values: [userId, boundTo] });
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

/** The same places with their names. */
export async function listPlaces(pool: pg.Pool, userId: string, boundTo: string | null): Promise<Place[]> {
  return inScope(pool, { 'app.user_id': userId }, async (client) => {
    const { rows } = await client.query<Place>(
      `select coalesce(x."memberId", x."clientContactId") as id, x.role, w.name as "workspaceName", c.name as "clientName"
       from (${PLACES}) x join bicorne.workspace w on w.id = x."workspaceId"
       left join bicorne.client c on c.workspace_id = x."workspaceId" and c.id = x."clientId"
       order by x.created_at, x."workspaceId"`,
      [userId, boundTo],
    );
    return rows;
  });
}

/** What everybody knows of a person, which their password must not be made of. */
export async function knownOf(pool: pg.Pool, userId: string): Promise<KnownOfPerson> {
  const [places, { rows }] = await Promise.all([
    listPlaces(pool, userId, null),
    pool.query<{ name: string; email: string }>('select name, email from auth."user" where id = $1', [userId]),
  ]);
  return {
    name: rows[0]?.name ?? '',
    email: rows[0]?.email ?? '',
    places: places.flatMap(({ workspaceName, clientName }) => [workspaceName, clientName ?? '']),
  };
}

/** The place of a caller among those of the person. */
export function placeIdOf({ memberId, clientContactId }: Caller): string | null {
  return memberId ?? clientContactId;
}
