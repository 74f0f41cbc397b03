import { randomUUID } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';

/** A transaction, a data source or anything else that runs one statement and gives its rows. */
export interface Statements {
  query<Row>(sql: string, parameters?: unknown[]): Promise<Row[]>;
}

export interface NewUser {
  email: string;
  name: string;
  password: string;
}

/**
 * The person who signs in with this address; made where there is none. An existing person keeps name and password, for
 * another workspace may know them already: whoever adds them here learns nothing of that and cannot take them over.
 *
 * @returns the user's id
 */
export async function createUser(statements: Statements, { email, name, password }: NewUser): Promise<string> {
  const address = email.trim().toLowerCase();
  const hash = await hashPassword(password);
  await statements.query(
    `with person as (
       insert into auth."user" (id, name, email, "emailVerified", "createdAt", "updatedAt")
       values ($1, $2, $3, false, now(), now())
       on conflict (email) do nothing
       returning id
     )
     insert into auth.account (id, "accountId", "providerId", "userId", password, "createdAt", "updatedAt")
     select $4, id, 'credential', id, $5, now(), now() from person`,
    [randomUUID(), name, address, randomUUID(), hash],
  );
  const [person] = await statements.query<{ id: string }>('select id from auth."user" where email = $1', [address]);
  if (!person) throw new Error('The person was not kept.');
  return person.id;
}
