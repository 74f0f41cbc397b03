import type { NoticePayload } from './payloads.js';
import type { Leave } from './places.js';
import type { WebhookPayload } from './webhook/webhook-event.js';

interface MessageBase {
  /** Of the delivery: the same at every attempt, so that a recipient can tell a repetition. */
  id: string;
  /** Aborts when the process has to end; the attempt then counts as failed. */
  signal?: AbortSignal;
}

/** Notices that go out in one message. */
interface Told {
  notices: readonly NoticePayload[];
  /** Whether they waited for a digest; else they are told at once. */
  digest: boolean;
  /** Where in the app the reader sees all that there is. */
  overviewUrl: string;
}

/** One attempt at one delivery, as each channel needs it. A new channel is a member here, a file and a line in channels.ts. */
export type Message =
  | (MessageBase &
      Told & {
        channel: 'EMAIL';
        to: string;
        /** Where the reader stops these emails; null where the delivery does not tell whose mailbox it is. */
        unsubscribeUrl: string | null;
        /** In which days are written. */
        timeZone: string;
      })
  | (MessageBase & Told & { channel: 'SLACK'; url: string })
  | (MessageBase & {
      channel: 'WEBHOOK';
      url: string;
      /** Those that sign now: the newest first, and the one before it for a day after a rotation. */
      secrets: readonly string[];
      payload: WebhookPayload;
    });

export type ChannelKind = Message['channel'];
export type MessageOn<Kind extends ChannelKind> = Extract<Message, { channel: Kind }>;

export type SendOutcome =
  | { sent: true; detail: string }
  | {
      sent: false;
      /** No later attempt could end otherwise. */
      final: boolean;
      /** One sentence for whoever looks at the delivery. */
      detail: string;
      /** For how many seconds from now the recipient asked not to be tried again. */
      retryAfter?: number;
      /** The recipient says that nobody listens at this address any more. */
      gone?: true;
      /** The attempt ended for a reason of ours and says nothing about the recipient. */
      ours?: true;
    };

export interface Channel<Kind extends ChannelKind> {
  /**
   * A place to send from, so that the time for sending does not run while others send. Null where none became free in
   * time, or `signal` aborted: come again later.
   *
   * @param recipient of the delivery
   */
  takePlace(recipient: string, signal?: AbortSignal): Promise<Leave | null>;
  /** Sends once. Every answer and every failure of the other side is an outcome; only a bug throws. */
  send(message: MessageOn<Kind>): Promise<SendOutcome>;
  close(): Promise<void>;
}
