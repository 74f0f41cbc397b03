import type { ChannelKind, Channel, Message, MessageOn, SendOutcome } from './channel.js';
import { emailChannel } from './email/email-channel.js';
import { letterEmail, type LetterMessage } from './email/letter-email.js';
import { openMailer, type EmailConfig } from './email/mailer.js';
import { EgressClient } from './egress/egress-client.js';
import type { Leave } from './places.js';
import { slackChannel } from './slack/slack-channel.js';
import { webhookChannel } from './webhook/webhook-channel.js';

/** The part of the configuration that sending depends on. */
export type ChannelConfig = EmailConfig;

/** Every channel there is: leaving one out does not compile. */
type Registry = { readonly [Kind in ChannelKind]: Channel<Kind> };

export interface Channels {
  /** A place to send from on a channel: see `Channel`. */
  takePlace(channel: ChannelKind, recipient: string, signal?: AbortSignal): Promise<Leave | null>;
  send(message: Message): Promise<SendOutcome>;
  /** Sends what somebody signs in with: once, and as nobody's notice, so that no choice of theirs keeps it back. */
  sendLetter(message: LetterMessage): Promise<SendOutcome>;
  close(): Promise<void>;
}

/** Opens every channel. Nothing is connected before the first message. */
export function openChannels(config: ChannelConfig): Channels {
  const egress = new EgressClient({ allow: config.egressAllow });
  const mailer = openMailer(config);
  const registry: Registry = {
    EMAIL: emailChannel(mailer),
    SLACK: slackChannel(egress),
    WEBHOOK: webhookChannel(egress),
  };
  return {
    takePlace: (channel, recipient, signal) => registry[channel].takePlace(recipient, signal),
    send: (message) => sendOn(registry, message),
    sendLetter: async ({ id, to, letter, signal }) => {
      const leave = await mailer.takePlace(signal);
      if (leave === null) return { sent: false, final: false, detail: 'No connection to the mail server became free.' };
      try {
        return await mailer.post({ id, to, signal, ...letterEmail(letter) });
      } finally {
        leave();
      }
    },
    close: async () => {
      await Promise.all(Object.values(registry).map((channel) => channel.close()));
      egress.close();
    },
  };
}

function sendOn<Kind extends ChannelKind>(
  registry: Registry,
  message: { [K in Kind]: MessageOn<K> & { channel: K } }[Kind],
): Promise<SendOutcome> {
  return registry[message.channel].send(message);
}
