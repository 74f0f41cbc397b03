import { isTimeZone } from '../calendar/index.js';
import { isWebAddress } from '../shared/addresses.js';
import { readOptionalText, readText } from '../shared/text.js';
import { STAGES, decided, refused } from '../shared/vocabulary.js';
import type { Decided, Refusal, Stage } from '../shared/vocabulary.js';

const NAME_LIMIT = 200;
const WEBSITE_LIMIT = 2_000;
const NOTES_LIMIT = 20_000;

export interface ClientCommand {
  name: string;
  stage?: string | null;
  website?: string | null;
  timeZone?: string | null;
  notes?: string | null;
}

export interface ClientDetails {
  name: string;
  stage: Stage | null;
  website: string | null;
  timeZone: string | null;
  notes: string | null;
}

/**
 * What is kept of a client, new or changed. Only the name is needed. Refused by field, all at once: a missing or overlong name, a
 * stage or time zone that does not exist, a website that is no web address.
 */
export function decideClient(command: ClientCommand): Decided<ClientDetails> {
  const refusals: Refusal[] = [];
  const name = readText(command.name, { field: 'name', what: 'the name', max: NAME_LIMIT });
  const website = readOptionalText(command.website, { field: 'website', what: 'the website', max: WEBSITE_LIMIT });
  const notes = readOptionalText(command.notes, { field: 'notes', what: 'the text of the notes', max: NOTES_LIMIT });
  for (const read of [name, website, notes]) if (!read.ok) refusals.push(...read.refusals);
  if (website.ok && website.value !== null && !isWebAddress(website.value))
    refusals.push({
      code: 'INVALID_URL',
      field: 'website',
      message: 'The website starts with https:// or http://, such as https://example.com.',
    });
  const stage = command.stage ?? null;
  if (stage !== null && !isStage(stage))
    refusals.push({
      code: 'INVALID',
      field: 'stage',
      message: `The stage is one of ${STAGES.join(', ')}, or nothing.`,
    });
  const timeZone = command.timeZone ?? null;
  if (timeZone !== null && !isTimeZone(timeZone))
    refusals.push({
      code: 'INVALID_TIME_ZONE',
      field: 'timeZone',
      message: 'The time zone is a name of the IANA database, such as Europe/Amsterdam.',
    });
  if (!name.ok || !website.ok || !notes.ok || refusals.length > 0) return refused(...refusals);
  return decided({
    name: name.value,
    stage: stage as Stage | null,
    website: website.value,
    timeZone,
    notes: notes.value,
  });
}

function isStage(value: string): value is Stage {
  return (STAGES as readonly string[]).includes(value);
}
