import { newEndpointSecret } from '@bicorne/notifications';
import { mailSink, type MailSink } from '../support/mail-sink.js';
import { webhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.js';

export const HOOKS = ['fast', 'failing', 'hanging'] as const;
export type HookName = (typeof HOOKS)[number];

/** A message that a recipient accepted: it answered with success. */
export interface Acceptance {
  /** Of the delivery. */
  id: string;
  /** Milliseconds since 1970. */
  at: number;
}

export interface Recipients {
  secret: string;
  hooks: Record<HookName, WebhookReceiver>;
  mail: MailSink;
  accepted: Acceptance[];
  /** Requests that came, accepted or not. */
  requests: number;
  /** Refusals that were decided and not answered yet. */
  refusing: number;
  /** The one that hangs answers from now on. */
  recover(): void;
  stop(): Promise<void>;
}

/**
 * Whom alerts are told: receivers that check signatures, and a mail server.
 *
 * @param slowness milliseconds between a decision and its answer: whoever is frozen meanwhile does not hear of it in time
 */
export async function startRecipients({ slowness = 0 } = {}): Promise<Recipients> {
  const secret = newEndpointSecret();
  const [fast, failing, hanging, mail] = await Promise.all([
    webhookReceiver(secret),
    webhookReceiver(secret),
    webhookReceiver(secret),
    mailSink(),
  ]);
  const accepted: Acceptance[] = [];
  const later = (answer: () => void): void => void (slowness === 0 ? answer() : setTimeout(answer, slowness));
  const accept: WebhookReceiver['answer'] = (response, id) => {
    recipients.requests += 1;
    accepted.push({ id, at: Date.now() });
    later(() => response.writeHead(204).end());
  };
  fast.answer = accept;
  // Each event once, before it takes it.
  const refused = new Set<string>();
  failing.answer = (response, id) => {
    if (refused.has(id)) return accept(response, id);
    refused.add(id);
    recipients.requests += 1;
    recipients.refusing += 1;
    later(() => {
      recipients.refusing -= 1;
      response.writeHead(500).end('not today');
    });
  };
  hanging.answer = () => void (recipients.requests += 1);
  const recipients: Recipients = {
    secret,
    hooks: { fast, failing, hanging },
    mail,
    accepted,
    requests: 0,
    refusing: 0,
    recover: () => (hanging.answer = accept),
    stop: async () => {
      await Promise.all([fast.stop(), failing.stop(), hanging.stop(), mail.stop()]);
    },
  };
  return recipients;
}
