import { decided, refused } from '../shared/vocabulary.js';
import type { Decided, Refusal } from '../shared/vocabulary.js';

/** How many links may lead to one written read at a time: more than anybody sends out, few enough to look over. */
export const LIVE_LINKS_OF_A_READ = 50;

/** How long the link lives that a prospect gets at the public address, in days. */
const PROSPECT_LINK_DAYS = 90;
const DAY_MS = 86_400_000;

/**
 * Until when a written read may be shared. Refused (on expiresAt) where that moment is not in the future, or more than a
 * year away: a link that is forgotten ends by itself.
 */
export function decideLinkExpiry(expiresAt: Date, now: Date): Decided<Date> {
  const latest = aYearAfter(now);
  const until = latest.toISOString().slice(0, 10);
  if (!(expiresAt > now))
    return refused({
      code: 'IN_THE_PAST',
      field: 'expiresAt',
      message: `The link ends in the future: choose a moment from now to ${until}.`,
    });
  if (expiresAt > latest)
    return refused({
      code: 'TOO_LATE',
      field: 'expiresAt',
      message: `A link lives for a year at most: choose a moment up to ${until}.`,
    });
  return decided(expiresAt);
}

/** Whether another link may be made beside those that lead to the written read now. */
export function decideNewLink(live: number): Decided<null> {
  if (live < LIVE_LINKS_OF_A_READ) return decided(null);
  return refused({
    code: 'TOO_MANY_LINKS',
    field: 'intakeAssessmentId',
    message: `${LIVE_LINKS_OF_A_READ} links lead to this written read, which is the most: revoke one that nobody needs any more, and make the new one then.`,
  });
}

/** What a prospect is told whose answers were taken before, and whose link the consultancy has ended since. */
export function linkEnded(): Refusal {
  return {
    code: 'LINK_ENDED',
    message:
      'These answers were taken before, and the link to their written read was ended since: ask the consultancy, or send them anew with another key.',
  };
}

/** Until when the link works that a prospect gets with the written read. */
export function prospectLinkExpiry(now: Date): Date {
  return new Date(now.getTime() + PROSPECT_LINK_DAYS * DAY_MS);
}

/** The same moment of the next year; of 29 February, 1 March. */
function aYearAfter(now: Date): Date {
  const then = new Date(now);
  then.setUTCFullYear(now.getUTCFullYear() + 1);
  return then;
}
