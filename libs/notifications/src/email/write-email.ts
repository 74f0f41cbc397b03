import type { MessageOn } from '../channel.js';
import { noticeList } from '../notice-list.js';
import { alertEmail } from './alert-email.js';
import { digestEmail } from './digest-email.js';
import { endpointEmail } from './endpoint-email.js';
import type { Email } from './page.js';

/** A mail client shows less; past it a subject would be folded into many lines. */
const LONGEST_SUBJECT = 200;

type Written = Pick<MessageOn<'EMAIL'>, 'notices' | 'digest' | 'overviewUrl' | 'unsubscribeUrl' | 'timeZone'>;

/** Writes the email about one or many notices, from what was kept with the delivery and nothing else. */
export function writeEmail(message: Written): Email {
  const email = written(message);
  return { ...email, subject: subjectLine(email.subject) };
}

function written({ notices, digest, overviewUrl, unsubscribeUrl, timeZone }: Written): Email {
  const [first] = notices;
  if (first && notices.length === 1)
    return first.type === 'drift_alert.raised'
      ? alertEmail(first, { unsubscribeUrl })
      : endpointEmail(first, { unsubscribeUrl });
  return digestEmail(noticeList(notices), { digest, overviewUrl, unsubscribeUrl, timeZone });
}

/** One line whatever the names hold: no control character, and none that turns the direction of the text around. */
function subjectLine(text: string): string {
  const line = text.replace(/[\s\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();
  const characters = [...line];
  return characters.length <= LONGEST_SUBJECT ? line : `${characters.slice(0, LONGEST_SUBJECT - 1).join('')}…`;
}
