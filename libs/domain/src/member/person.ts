import { isEmailAddress } from '../shared/addresses.js';
import { readText } from '../shared/text.js';
import { decidePassword } from '../sign-in/password-strength.js';
import { decided, refused } from '../shared/vocabulary.js';
import type { Decided, Refusal } from '../shared/vocabulary.js';

const NAME_LIMIT = 200;
const EMAIL_LIMIT = 254;

export interface PersonCommand<Role extends string> {
  name: string;
  email: string;
  role: Role;
  /** The first one; null for somebody who sets their own by a link. */
  password: string | null;
}

/**
 * A person who may sign in: name, email address in lower case, a role of `roles`, and a first password that is hard
 * to guess, where one is given. Refused by field, all at once: REQUIRED, TOO_LONG, INVALID_EMAIL, INVALID, WEAK_PASSWORD.
 *
 * @param places names of the workspace and the client that they are added to
 */
export function decidePerson<Role extends string>(
  command: PersonCommand<Role>,
  roles: readonly Role[],
  places: readonly string[] = [],
): Decided<PersonCommand<Role>> {
  const refusals: Refusal[] = [];
  const name = readText(command.name, { field: 'name', what: 'the name', max: NAME_LIMIT });
  const email = readText(command.email, { field: 'email', what: 'the email address', max: EMAIL_LIMIT });
  for (const read of [name, email]) if (!read.ok) refusals.push(...read.refusals);
  if (email.ok && !isEmailAddress(email.value))
    refusals.push({
      code: 'INVALID_EMAIL',
      field: 'email',
      message: 'An email address has a name, an @ and a domain.',
    });
  if (!roles.includes(command.role))
    refusals.push({ code: 'INVALID', field: 'role', message: `The role is one of ${roles.join(', ')}.` });
  if (command.password !== null) {
    const password = decidePassword(command.password, { name: command.name, email: command.email, places });
    if (!password.ok) refusals.push(...password.refusals);
  }
  if (!name.ok || !email.ok || refusals.length > 0) return refused(...refusals);
  return decided({ ...command, name: name.value, email: email.value.toLowerCase() });
}
