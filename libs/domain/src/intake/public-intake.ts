import { decideClient } from '../client/client.js';
import type { ClientDetails } from '../client/client.js';
import { isEmailAddress } from '../shared/addresses.js';
import { readOptionalText, readText } from '../shared/text.js';
import { decided, refused } from '../shared/vocabulary.js';
import type { Decided, Refusal } from '../shared/vocabulary.js';
import { validateIntakeAnswers } from './answers.js';
import type { IntakeAnswers } from './answers.js';

/** How many prospects a workspace takes in an hour at its public address: far above what people bring, far below a flood. */
export const PROSPECTS_AN_HOUR = 60;

const NAME_LIMIT = 200;
/** The longest address that mail can be sent to. RFC 5321, section 4.5.3.1.3. */
const EMAIL_LIMIT = 254;
const INTRODUCTION_LIMIT = 2_000;

export interface ProspectCommand extends Readonly<Record<string, unknown>> {
  company: string;
  contactName: string;
  contactEmail: string;
  website?: string | null;
  /** A field that people do not see: what fills it is a program. */
  leaveEmpty?: string | null;
}

export interface Prospect {
  client: ClientDetails;
  contactName: string;
  contactEmail: string;
  answers: IntakeAnswers;
}

/**
 * What a prospect enters at the public address: who they are, and the answers. Refused by field, all at once. Nothing of
 * the workspace is looked at, so that nothing can be told of it. Bicorne domain language, Intake.
 */
export function decideProspect(command: ProspectCommand): Decided<Prospect> {
  const refusals: Refusal[] = [];
  if ((command.leaveEmpty ?? '') !== '')
    refusals.push({
      code: 'INVALID',
      field: 'leaveEmpty',
      message: 'This field stays empty: clear it, and send again.',
    });
  const answers = validateIntakeAnswers(command);
  const stage = answers.ok ? answers.value.stage : null;
  const client = decideClient({ name: command.company, website: command.website ?? null, stage });
  const contactName = readText(command.contactName, { field: 'contactName', what: 'your name', max: NAME_LIMIT });
  const contactEmail = readText(command.contactEmail, { field: 'contactEmail', what: 'your email', max: EMAIL_LIMIT });
  if (!client.ok)
    refusals.push(
      ...client.refusals.map((refusal) =>
        refusal.field === 'name'
          ? { ...refusal, field: 'company', message: refusal.message.replace('The name', 'The name of your company') }
          : refusal,
      ),
    );
  for (const read of [contactName, contactEmail]) if (!read.ok) refusals.push(...read.refusals);
  if (contactEmail.ok && !isEmailAddress(contactEmail.value))
    refusals.push({
      code: 'INVALID',
      field: 'contactEmail',
      message: 'Your email has a name, an @ and a domain, such as ada@example.com.',
    });
  if (!answers.ok) refusals.push(...answers.refusals);
  if (!client.ok || !contactName.ok || !contactEmail.ok || !answers.ok || refusals.length > 0)
    return refused(...refusals);
  return decided({
    client: client.value,
    contactName: contactName.value,
    contactEmail: contactEmail.value.toLowerCase(),
    answers: answers.value,
  });
}

export interface PublicIntakeSettings {
  enabled: boolean;
  /** Shown above the questions; null for none. */
  introduction: string | null;
}

/** Whether the intake stands at a public address, and what is said above it. Refused where the introduction is too long. */
export function decidePublicIntake(command: {
  enabled: boolean;
  introduction?: string | null;
}): Decided<PublicIntakeSettings> {
  const introduction = readOptionalText(command.introduction, {
    field: 'introduction',
    what: 'the introduction',
    max: INTRODUCTION_LIMIT,
  });
  return introduction.ok ? decided({ enabled: command.enabled, introduction: introduction.value }) : introduction;
}
