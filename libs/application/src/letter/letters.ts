import { nextAttemptAt } from '@bicorne/domain';
import type { JobQueues } from '@bicorne/jobs';
import type { Letter, LetterDesk, Written } from '@bicorne/identity';
import type { Channels, SignInLetter } from '@bicorne/notifications';
import type { DataSource } from 'typeorm';

/** Longer than an attempt takes: within it nobody else brings the letter to the queue. */
const LEASE_SECONDS = 60;
const BATCH = 100;
/** Past it the link would be of no use any more. */
const MOST_ATTEMPTS = 8;

export interface RelayLettersDeps {
  /** Under the worker role. */
  database: DataSource;
  queues: Pick<JobQueues, 'add'>;
}

/** Brings the letters that are due to the queue, by their ids. @returns whether there may be more */
export async function relayLetters({ database, queues }: RelayLettersDeps): Promise<{ more: boolean }> {
  const due = await database.query<{ letterId: string }[]>(
    `with due as (
       select id from auth.letter where next_attempt_at <= now()
       order by next_attempt_at limit ${BATCH} for update skip locked
     ), leased as (
       update auth.letter l set next_attempt_at = now() + interval '${LEASE_SECONDS} seconds'
       from due where l.id = due.id returning l.id
     )
     select id as "letterId" from leased`,
  );
  await queues.add(due.map(({ letterId }) => ({ name: 'letter.send', payload: { letterId } })));
  return { more: due.length === BATCH };
}

export interface SendLetterDeps {
  desk: LetterDesk;
  channels: Pick<Channels, 'sendLetter'>;
  /** Without a closing slash. */
  baseUrl: string;
}

/**
 * - `SENT`
 * - `NOBODY`: there is nobody to write to, or the letter is done with
 * - `LATER`: it is tried again
 * - `FAILED`: it is not
 */
export type SendLetterResult = 'SENT' | 'NOBODY' | 'LATER' | 'FAILED';

/** Writes one letter and sends it. The link is made now, and stands in the email alone. */
export async function sendLetter(
  { desk, channels, baseUrl }: SendLetterDeps,
  letterId: string,
  signal?: AbortSignal,
): Promise<SendLetterResult> {
  const letter = await desk.open(letterId);
  if (!letter) return 'NOBODY';
  const written = await desk.write(letter);
  if (!written) {
    await desk.close(letter);
    return 'NOBODY';
  }
  const outcome = await channels.sendLetter({
    id: letter.id,
    to: letter.email,
    letter: addressed(written, baseUrl),
    signal,
  });
  if (outcome.sent) {
    await desk.close(letter);
    return 'SENT';
  }
  return outcome.final || letter.attempts + 1 >= MOST_ATTEMPTS ? giveUp(desk, letter) : putOff(desk, letter);
}

async function giveUp(desk: LetterDesk, letter: Letter): Promise<SendLetterResult> {
  await desk.close(letter);
  return 'FAILED';
}

async function putOff(desk: LetterDesk, letter: Letter): Promise<SendLetterResult> {
  const now = new Date();
  const next = nextAttemptAt(letter.attempts + 1, now, Math.random(), undefined);
  await desk.putOff(letter, next === null ? LEASE_SECONDS : (next.getTime() - now.getTime()) / 1_000);
  return 'LATER';
}

/** The secret stands behind a `#`: browsers send that part to no server, so no log and no proxy has it. */
function addressed(written: Written, baseUrl: string): SignInLetter {
  switch (written.kind) {
    case 'RESET':
      return { ...written, url: `${baseUrl}/sign-in/new-password#${written.token}` };
    case 'MAGIC_LINK':
      return { ...written, url: `${baseUrl}/sign-in/link#${written.token}` };
    case 'PASSWORD_INSTEAD':
      return { ...written, url: `${baseUrl}/sign-in` };
    case 'INVITATION':
      return { ...written, url: `${baseUrl}/invitation#${written.token}` };
    default:
      return written satisfies never;
  }
}
