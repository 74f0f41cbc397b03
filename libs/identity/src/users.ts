import { randomUUID } from 'node:crypto';

/** A transaction, a data source or anything else that runs one statement and gives its rows. */
export interface Statements {
  query<Row>(sql: string, parameters?: unknown[]): Promise<Row[]>;
}

export interface NewUser {
  email: string;
  name: string;
  /** The first one; null for somebody who sets their own by a link. */
  password: string | null;
  /** The workspace that sets the first password: until their mailbox is shown to be theirs, it opens that one alone. */
  workspaceId: string;
}

/**
 * The person who signs in with this address; made where there is none. An existing person keeps name and password, for
 * another workspace may know them already: whoever adds them here learns nothing of that and cannot take them over.
 *
 * @returns the user's id
 */
export async function createUser(
  statements: Statements,
  { email, name, password, workspaceId }: NewUser,
): Promise<string> {
  const [id] = await createUsers(statements, [{ email, name }], password, workspaceId);
  if (id === undefined) throw new Error('The person was not kept.');
  return id;
}

/**
 * Several people with one first password, as `createUser` does it. The password is hashed once, so whoever reads the
 * hashes sees that it is the same: for people whose password is no secret.
 *
 * @returns the users' ids in the order of the people
 */
export async function createUsers(
  statements: Statements,
  people: readonly Pick<NewUser, 'email' | 'name'>[],
  password: string | null,
  workspaceId: string,
): Promise<string[]> {
  const addresses = people.map(({ email }) => email.trim().toLowerCase());
  const hash = password === null ? null : await hashOfPassword(password);
  await statements.query(
    `with given as (
       select * from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as t (id, name, email, account)
     ), person as (
       insert into auth."user" (id, name, email, "emailVerified", "firstPasswordBy", "createdAt", "updatedAt")
       select id, name, email, false, case when $5::text is not null then $6::uuid end, now(), now() from given
       on conflict (email) do nothing
       returning id
     )
     insert into auth.account (id, "accountId", "providerId", "userId", password, "createdAt", "updatedAt")
     select account, id, 'credential', id, $5, now(), now() from person join given using (id)
     where $5::text is not null`,
    [
      people.map(() => randomUUID()),
      people.map(({ name }) => name),
      addresses,
      people.map(() => randomUUID()),
      hash,
      workspaceId,
    ],
  );
  const known = await statements.query<{ id: string; email: string }>(
    'select id, email from auth."user" where email = any($1::text[])',
    [addresses],
  );
  const idOf = new Map(known.map(({ id, email }) => [email, id]));
  return addresses.map((address) => {
    const id = idOf.get(address);
    if (id === undefined) throw new Error('The person was not kept.');
    return id;
  });
}

/** A password as it is kept. */
export async function hashOfPassword(password: string): Promise<string> {
  const { hashPassword } = await import('better-auth/crypto');
  return hashPassword(password);
}

/**
 * The mailbox was shown to be theirs: whatever anybody set up for the address before (a password, sessions, links to
 * providers) ends, and the password is the one that they chose.
 */
export async function provePerson(
  statements: Statements,
  { userId, passwordHash }: { userId: string; passwordHash: string },
): Promise<void> {
  for (const table of ['session', 'account', '"twoFactor"'])
    await statements.query(`delete from auth.${table} where "userId" = $1`, [userId]);
  await statements.query(
    `update auth."user" set "emailVerified" = true, "firstPasswordBy" = null, "twoFactorEnabled" = false, "updatedAt" = now()
     where id = $1`,
    [userId],
  );
  await statements.query(
    `insert into auth.account (id, "accountId", "providerId", "userId", password, "createdAt", "updatedAt")
     values ($1, $2, 'credential', $2, $3, now(), now())`,
    [randomUUID(), userId, passwordHash],
  );
}
