import { isTimeZone } from '../calendar/index.js';
import { decidePerson } from '../member/index.js';
import { isCurrency } from '../shared/money.js';
import { readText } from '../shared/text.js';
import { decided, refused } from '../shared/vocabulary.js';
import type { Decided, Refusal } from '../shared/vocabulary.js';

export const WORKSPACE_NAME_LIMIT = 200;
/** A slug stands in addresses and may become a host name, whose labels have this many characters at the most. */
const SLUG_LIMIT = 63;
const SLUG_PATTERN = /^[a-z0-9]+(-[a-z0-9]+)*$/;

export interface WorkspaceCommand {
  slug: string;
  name: string;
  /** IANA name. */
  timeZone: string;
  /** ISO 4217 code, of engagements in which no limit is agreed yet. */
  currency: string;
  owner: { name: string; email: string; password: string | null };
}

/**
 * A workspace that may be kept, with its first owner. Refused by field, all at once: a slug that is not made of lower-case
 * letters, digits and single hyphens (INVALID_SLUG), a missing name, a time zone or currency that does not exist, and what
 * `decidePerson` refuses of the owner (`owner.email`). Whether the slug is taken is for whoever saves it.
 */
export function decideWorkspace(command: WorkspaceCommand): Decided<WorkspaceCommand> {
  const refusals: Refusal[] = [];
  const slug = command.slug.trim();
  if (slug.length > SLUG_LIMIT || !SLUG_PATTERN.test(slug))
    refusals.push({
      code: 'INVALID_SLUG',
      field: 'slug',
      message: `A slug has lower-case letters, digits and single hyphens between them, ${SLUG_LIMIT} characters at the most: northbank.`,
    });
  const name = readText(command.name, { field: 'name', what: 'the name', max: WORKSPACE_NAME_LIMIT });
  if (!name.ok) refusals.push(...name.refusals);
  if (!isTimeZone(command.timeZone))
    refusals.push({
      code: 'INVALID_TIME_ZONE',
      field: 'timeZone',
      message: 'The time zone is a name of the IANA database, such as Europe/Amsterdam.',
    });
  if (!isCurrency(command.currency))
    refusals.push({
      code: 'INVALID_CURRENCY',
      field: 'currency',
      message: 'A currency is its three-letter ISO 4217 code in upper case, such as EUR.',
    });
  const owner = decidePerson({ ...command.owner, role: 'OWNER' }, ['OWNER'], [command.name]);
  if (!owner.ok)
    refusals.push(...owner.refusals.map((refusal) => ({ ...refusal, field: `owner.${refusal.field ?? ''}` })));
  if (!name.ok || !owner.ok || refusals.length > 0) return refused(...refusals);
  const { name: ownerName, email, password } = owner.value;
  return decided({ ...command, slug, name: name.value, owner: { name: ownerName, email, password } });
}
