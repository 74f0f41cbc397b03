import { isEmailAddress } from '../shared/addresses.js';
import { readText } from '../shared/text.js';
import { decided, refused } from '../shared/vocabulary.js';
import type { Decided, Refusal } from '../shared/vocabulary.js';

const NAME_LIMIT = 200;
const EMAIL_LIMIT = 254;
/** Length of a password, in characters. */
export const PASSWORD_LENGTH = { min: 10, max: 128 } as const;

export interface PersonCommand<Role extends string> {
  name: string;
  email: string;
  role: Role;
  password: string;
}

/**
 * A person who may sign in: name, email address in lower case, a role of `roles`, and a first password that is not the
 * address itself. Refused by field, all at once: REQUIRED, TOO_LONG, INVALID_EMAIL, INVALID, WEAK_PASSWORD.
 */
export function decidePerson<Role extends string>(
  command: PersonCommand<Role>,
  roles: readonly Role[],
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
  const { password } = command;
  if (password.length < PASSWORD_LENGTH.min || password.length > PASSWORD_LENGTH.max)
    refusals.push({
      code: 'WEAK_PASSWORD',
      field: 'password',
      message: `A password has from ${PASSWORD_LENGTH.min} to ${PASSWORD_LENGTH.max} characters.`,
    });
  else if (email.ok && password.toLowerCase() === email.value.toLowerCase())
    refusals.push({ code: 'WEAK_PASSWORD', field: 'password', message: 'The password must not be the email address.' });
  if (!name.ok || !email.ok || refusals.length > 0) return refused(...refusals);
  return decided({ ...command, name: name.value, email: email.value.toLowerCase() });
}
