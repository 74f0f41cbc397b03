import type { Channel } from '../channel.js';
import type { Mailer } from './mailer.js';
import { writeEmail } from './write-email.js';

/**
 * Email over one mail server. The Message-ID is made from the delivery, so that a mailbox that gets it twice can
 * show it once. Where it is known whose mailbox it is, its owner can stop these emails with one click (RFC 8058).
 */
export function emailChannel(mailer: Mailer): Channel<'EMAIL'> {
  return {
    takePlace: (_recipient, signal) => mailer.takePlace(signal),
    send: ({ id, to, signal, ...message }) =>
      mailer.post({ id, to, signal, ...writeEmail(message), headers: unsubscribeHeaders(message.unsubscribeUrl) }),
    close: async () => mailer.close(),
  };
}

/** The header alone is for mail programs; one click is promised where the address is one that RFC 8058 allows. */
function unsubscribeHeaders(url: string | null): Record<string, string> {
  if (url === null) return {};
  const header = { 'List-Unsubscribe': `<${url}>` };
  return url.startsWith('https:') ? { ...header, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : header;
}
