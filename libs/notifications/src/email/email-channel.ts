import { createTransport } from 'nodemailer';
import type { Channel, SendOutcome } from '../channel.js';
import { alertEmail } from './alert-email.js';

export interface EmailConfig {
  baseUrl: string;
  /** Absent: nothing can be sent, and nobody makes deliveries by email. */
  smtpUrl?: string;
  mailFrom: string;
}

const CONNECT_WITHIN_MS = 8_000;
/** The lease on a delivery is longer: an attempt is over before someone else may take it. */
const SEND_WITHIN_MS = 20_000;

/**
 * Email over one mail server. The Message-ID is made from the delivery, so that a mailbox that gets it twice can
 * show it once.
 */
export function emailChannel({ baseUrl, smtpUrl, mailFrom }: EmailConfig): Channel<'EMAIL'> {
  if (smtpUrl === undefined) {
    const detail = 'No mail server is configured: set SMTP_URL.';
    return { send: async () => ({ sent: false, final: false, detail }), close: async () => undefined };
  }
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: 4,
    connectionTimeout: CONNECT_WITHIN_MS,
    greetingTimeout: CONNECT_WITHIN_MS,
    socketTimeout: SEND_WITHIN_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const host = new URL(baseUrl).hostname;
  return {
    send: ({ id, to, payload, signal }) =>
      beforeTheEnd(
        transport
          .sendMail({
            from: mailFrom,
            to: { name: '', address: to },
            messageId: `<${id}@${host}>`,
            ...alertEmail(payload),
            headers: { 'Auto-Submitted': 'auto-generated' },
          })
          .then(
            ({ response }): SendOutcome => ({ sent: true, detail: `The mail server answered: ${oneLine(response)}` }),
            failureOf,
          ),
        signal,
      ),
    close: async () => transport.close(),
  };
}

/** The server's refusal of a message or an address is final where its code says so (5xx); all else may pass. */
function failureOf(error: Error & { responseCode?: number; command?: string }): SendOutcome {
  const { responseCode = 0, command = '' } = error;
  const aboutThisMessage = /^(MAIL FROM|RCPT TO|DATA)/.test(command);
  return { sent: false, final: aboutThisMessage && responseCode >= 500, detail: oneLine(error.message) };
}

async function beforeTheEnd(sending: Promise<SendOutcome>, signal?: AbortSignal): Promise<SendOutcome> {
  let timer: NodeJS.Timeout | undefined;
  let onAbort: () => void = () => undefined;
  const ended = new Promise<SendOutcome>((resolve) => {
    const end = (detail: string) => () => resolve({ sent: false, final: false, detail });
    onAbort = end('Bicorne stopped before the mail server answered.');
    timer = setTimeout(end(`The mail server did not answer within ${SEND_WITHIN_MS / 1_000} seconds.`), SEND_WITHIN_MS);
    if (signal?.aborted) onAbort();
    signal?.addEventListener('abort', onAbort);
  });
  try {
    return await Promise.race([sending, ended]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  }
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 300);
