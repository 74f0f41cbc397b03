import type { Role } from '@bicorne/domain';
import { createUsers, issueApiToken, type Scope } from '@bicorne/identity';
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { PASSWORD, type TestApi } from '../support/api-server.js';
import type { Practice } from '../support/factories.js';

/** Somebody who asks: how they are known to the API, and what that makes them. */
export interface Asker {
  what: string;
  /** Null for nobody: no sign-in, or one that does not hold. */
  role: Role | null;
  headers: Record<string, string>;
}

export type Sessions = Record<Role | 'UNASSIGNED' | 'OTHER_SPONSOR', Asker>;

/** Somebody of each role of a workspace; the sponsor and the viewer are of the first client. */
export async function signInAll(
  api: TestApi,
  superuser: pg.Client,
  { workspaceId, owner, cto }: Practice,
  [first, second]: [string, string],
): Promise<Sessions> {
  const partner = randomUUID();
  const unassigned = randomUUID();
  const viewer = randomUUID();
  await superuser.query(
    `insert into member (workspace_id, id, user_id, name, email, role) values
       ($1, $2::uuid, $2::uuid, 'Pia Partner', $2::uuid || '@example.com', 'PARTNER'),
       ($1, $3::uuid, $3::uuid, 'Una Signed', $3::uuid || '@example.com', 'PRACTITIONER')`,
    [workspaceId, partner, unassigned],
  );
  await superuser.query(
    `insert into client_contact (workspace_id, client_id, id, user_id, name, email, role)
     values ($1, $2, $3::uuid, $3::uuid, 'Vic Viewer', $3::uuid || '@example.com', 'VIEWER')`,
    [workspaceId, first, viewer],
  );
  const sponsorOf = async (clientId: string): Promise<string> => {
    const { rows } = await superuser.query<{ id: string }>(
      `select id from client_contact where client_id = $1 and role = 'SPONSOR'`,
      [clientId],
    );
    return rows[0]?.id ?? '';
  };
  const people = {
    OWNER: { table: 'member', id: owner.memberId },
    PARTNER: { table: 'member', id: partner },
    PRACTITIONER: { table: 'member', id: cto.memberId },
    UNASSIGNED: { table: 'member', id: unassigned },
    SPONSOR: { table: 'client_contact', id: await sponsorOf(first) },
    VIEWER: { table: 'client_contact', id: viewer },
    OTHER_SPONSOR: { table: 'client_contact', id: await sponsorOf(second) },
  };
  const names = Object.keys(people) as (keyof typeof people)[];
  const email = (name: string): string => `${name.toLowerCase()}@${workspaceId}.example`;
  const statements = {
    query: async <Row>(sql: string, parameters?: unknown[]): Promise<Row[]> =>
      (await superuser.query(sql, parameters)).rows as Row[],
  };
  const userIds = await createUsers(
    statements,
    names.map((name) => ({ email: email(name), name })),
    PASSWORD,
    workspaceId,
  );
  for (const [index, name] of names.entries())
    await superuser.query(`update ${people[name].table} set user_id = $1 where id = $2`, [
      userIds[index],
      people[name].id,
    ]);
  const sessions: Partial<Sessions> = {};
  for (const name of names) {
    const role = name === 'UNASSIGNED' ? 'PRACTITIONER' : name === 'OTHER_SPONSOR' ? 'SPONSOR' : name;
    sessions[name] = { what: `${name} by session`, role, headers: { cookie: await api.signIn(email(name)) } };
  }
  return sessions as Sessions;
}

const SCOPES: Scope[][] = [['READ', 'WRITE'], ['READ'], ['WRITE'], []];
const ROLES = ['OWNER', 'PARTNER', 'PRACTITIONER', 'SPONSOR', 'VIEWER'] as const;

/** A token of each role with each choice of scopes. */
export async function makeTokens(practice: Practice, clientId: string): Promise<Asker[]> {
  const tokens: Asker[] = [];
  for (const role of ROLES)
    for (const scopes of SCOPES) {
      const ofClient = role === 'SPONSOR' || role === 'VIEWER';
      const order = { name: 'Of the walk', role, clientId: ofClient ? clientId : null, scopes, expiresAt: null };
      const { token } = await practice.transaction.run({ workspaceId: practice.workspaceId }, (tx) =>
        issueApiToken(tx, order, new Date()),
      );
      tokens.push({ what: `${role} by token ${scopes.join(' ') || 'without scope'}`, role, headers: bearer(token) });
    }
  return tokens;
}

/** Nobody, and who was somebody: sign-ins that do not hold any more. */
export async function makeEnded(
  api: TestApi,
  superuser: pg.Client,
  practice: Practice,
  owner: Asker,
): Promise<Asker[]> {
  const token = async (expiresAt: Date | null, ending: string): Promise<Asker> => {
    const issued = await practice.transaction.run({ workspaceId: practice.workspaceId }, (tx) =>
      issueApiToken(
        tx,
        { name: 'Ended', role: 'OWNER', clientId: null, scopes: ['READ', 'WRITE'], expiresAt },
        new Date(),
      ),
    );
    if (expiresAt === null)
      await superuser.query('update api_token set revoked_at = now() where workspace_id = $1 and id = $2', [
        practice.workspaceId,
        issued.id,
      ]);
    return { what: `${ending} token`, role: null, headers: bearer(issued.token) };
  };
  const { rows } = await superuser.query<{ email: string }>(
    `select u.email from auth."user" u join member m on m.user_id = u.id where m.id = $1`,
    [practice.owner.memberId],
  );
  const cookie = await api.signIn(rows[0]?.email ?? '');
  const out = await fetch(`${api.url}/auth/sign-out`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json', origin: api.url },
    body: '{}',
  });
  if (!out.ok) throw new Error(`Signing out answered ${out.status}.`);
  if (cookie === owner.headers['cookie']) throw new Error('A second sign-in gave the first one’s session.');
  return [
    { what: 'nobody', role: null, headers: {} },
    await token(null, 'a revoked'),
    await token(new Date(Date.now() - 1_000), 'an expired'),
    { what: 'a session that was ended', role: null, headers: { cookie } },
  ];
}

function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}
