import type { ReceivedMail } from '../../support/mail-sink.js';
import type { ReceivedWebhook } from '../../support/webhook-receiver.js';

/** What a receiver reads from an event about an alert; the fields that these tests look at. */
export interface AlertEvent {
  type: string;
  data: {
    alertId: string;
    rule: string;
    severity: string;
    hat: string | null;
    statement: string;
    clearsWhen: string;
    client: { name: string };
    deliverable: { title: string } | null;
  };
}

/** `RULE subject`, as these tests name an alert. */
export function named({ data: { rule, deliverable, hat } }: AlertEvent): string {
  return `${rule} ${deliverable?.title ?? hat ?? 'engagement'}`;
}

/**
 * The events by webhook-id. What is received twice after a crash carries the same id and says the same.
 *
 * @throws where one id came with two different events
 */
export function eventsById(received: readonly ReceivedWebhook[]): Map<string, AlertEvent> {
  const byId = new Map<string, AlertEvent>();
  for (const { id, payload } of received) {
    const known = byId.get(id);
    if (known && JSON.stringify(known) !== JSON.stringify(payload)) throw new Error(`${id} came with two events.`);
    byId.set(id, payload as AlertEvent);
  }
  return byId;
}

/** The subject as a mailbox shows it: RFC 2047 writes what is not ASCII in encoded words. */
export function subjectOf({ headers }: ReceivedMail): string {
  const words = (headers['subject'] ?? '').replace(/\?=\s+=\?/g, '?==?');
  return words.replace(/=\?utf-8\?([QB])\?([^?]*)\?=/gi, (_, encoding: string, text: string) => {
    if (encoding.toUpperCase() === 'B') return Buffer.from(text, 'base64').toString('utf8');
    return decodeURIComponent(text.replaceAll('%', '=25').replaceAll('_', ' ').replaceAll('=', '%'));
  });
}

/** The text of a message, of its plain and its HTML part, without the encoding of the mail. */
export function textOf({ raw }: ReceivedMail): string {
  const unfolded = raw.replace(/=\r?\n/g, '');
  return Buffer.from(
    unfolded.replace(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16))),
    'latin1',
  ).toString('utf8');
}
