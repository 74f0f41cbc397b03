import type { SendOutcome } from '../channel.js';
import { endOfAttempt } from '../end-of-attempt.js';
import { allowList } from '../egress/address.js';
import { connectToMailServer, type MailServer } from '../egress/mail-socket.js';
import { Places, type Leave } from '../places.js';
import type { Email } from './page.js';

export interface EmailConfig {
  baseUrl: string;
  /** Absent: nothing can be sent, and nobody makes deliveries by email. */
  smtpUrl?: string;
  mailFrom: string;
  /** Hosts, addresses and ranges that may be reached although private. */
  egressAllow: readonly string[];
  /** How long one attempt may take from the moment it has a place, in milliseconds; 20,000 if left out. */
  sendWithinMs?: number;
}

/** An email on its way to one mailbox. */
export interface Posted extends Email {
  /** The same at every attempt, so that a mailbox that gets it twice can show it once. */
  id: string;
  to: string;
  headers?: Record<string, string>;
  /** Aborts when the process has to end; the attempt then counts as failed. */
  signal?: AbortSignal;
}

/** The one way to the mail server, for notices and for what people sign in with. */
export interface Mailer {
  takePlace(signal?: AbortSignal): Promise<Leave | null>;
  post(email: Posted): Promise<SendOutcome>;
  close(): void;
}

/** What would make two addresses, or a header, of one address. */
const UNWRITABLE = /[\s\p{Cc},;<>]/u;

const CONNECT_WITHIN_MS = 8_000;
const CONNECTIONS = 4;
/** Who finds no connection free for so long makes room for jobs of other channels and is brought back by the sweep. */
const WAIT_FOR_PLACE_MS = 5_000;
/** The lease on a delivery is longer: an attempt is over before someone else may take it. */
const SEND_WITHIN_MS = 20_000;

/** Opens the way to the mail server. Nothing is connected before the first message. */
export function openMailer({
  baseUrl,
  smtpUrl,
  mailFrom,
  egressAllow,
  sendWithinMs = SEND_WITHIN_MS,
}: EmailConfig): Mailer {
  if (smtpUrl === undefined) {
    const detail = 'No mail server is configured: set SMTP_URL.';
    return {
      takePlace: async () => () => undefined,
      post: async () => ({ sent: false, final: false, detail }),
      close: () => undefined,
    };
  }
  const allow = allowList(egressAllow);
  const open = async () =>
    (await import('nodemailer')).createTransport({
      url: smtpUrl,
      pool: true,
      maxConnections: CONNECTIONS,
      connectionTimeout: CONNECT_WITHIN_MS,
      greetingTimeout: CONNECT_WITHIN_MS,
      socketTimeout: sendWithinMs,
      disableFileAccess: true,
      disableUrlAccess: true,
      getSocket: (server: MailServer, callback: (error: Error | null, options: object | false) => void) => {
        connectToMailServer(server, allow).then(
          (connection) => callback(null, { connection }),
          (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), false),
        );
      },
    });
  let opened: ReturnType<typeof open> | undefined;
  const host = new URL(baseUrl).hostname;
  // As many as connections: nothing waits inside the transport, where an attempt that is over would still be sent.
  const places = new Places(CONNECTIONS, WAIT_FOR_PLACE_MS);
  return {
    takePlace: (signal) => places.take(signal),
    post: async ({ id, to, headers, signal, subject, text, html }) => {
      if (UNWRITABLE.test(to)) return { sent: false, final: true, detail: 'This is not the address of one mailbox.' };
      const end = endOfAttempt(signal, sendWithinMs);
      try {
        opened ??= open();
        const { response } = await (
          await opened
        ).sendMail({
          from: mailFrom,
          to: { name: '', address: to },
          messageId: `<${id}@${host}>`,
          subject,
          text,
          html,
          headers: { 'Auto-Submitted': 'auto-generated', ...headers },
          // Ends the connection as well: a message that was given up is not sent later.
          signal: end.signal,
        });
        return { sent: true, detail: `The mail server answered: ${oneLine(response)}` };
      } catch (error) {
        if (end.reason() === 'ABORTED')
          return { ...failed('Bicorne stopped before the mail server answered.'), ours: true };
        if (end.reason() === 'TIMEOUT')
          return failed(`The mail server did not answer within ${sendWithinMs / 1_000} seconds.`);
        return failureOf(error instanceof Error ? error : new Error(String(error)));
      } finally {
        end.forget();
      }
    },
    close: () => void opened?.then((transport) => transport.close()),
  };
}

/** The server's refusal of a message or an address is final where its code says so (5xx); all else may pass. */
function failureOf(error: Error & { responseCode?: number; command?: string }): SendOutcome {
  const { responseCode = 0, command = '' } = error;
  const aboutThisMessage = /^(MAIL FROM|RCPT TO|DATA)/.test(command);
  return { sent: false, final: aboutThisMessage && responseCode >= 500, detail: oneLine(error.message) };
}

const failed = (detail: string): { sent: false; final: false; detail: string } => ({
  sent: false,
  final: false,
  detail,
});

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 300);
