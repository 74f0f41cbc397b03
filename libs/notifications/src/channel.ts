import type { AlertEventPayload } from './alert-event.js';
import type { Leave } from './places.js';

interface MessageBase {
  /** Of the delivery: the same at every attempt, so that a recipient can tell a repetition. */
  id: string;
  payload: AlertEventPayload;
  /** Aborts when the process has to end; the attempt then counts as failed. */
  signal?: AbortSignal;
}

/** One attempt at one delivery, as each channel needs it. A new channel is a member here, a file and a line in channels.ts. */
export type Message =
  | (MessageBase & { channel: 'EMAIL'; to: string })
  | (MessageBase & { channel: 'WEBHOOK'; url: string; endpointSecret: string });

export type ChannelKind = Message['channel'];
export type MessageOn<Kind extends ChannelKind> = Extract<Message, { channel: Kind }>;

export type SendOutcome =
  | { sent: true; detail: string }
  /** `final`: no later attempt could end otherwise. `detail` is one sentence for whoever looks at the delivery. */
  | { sent: false; final: boolean; detail: string };

export interface Channel<Kind extends ChannelKind> {
  /**
   * A place to send from. Take it before a delivery is claimed, so that neither the lease nor the time for sending runs
   * while others send. Null where none became free in time, or `signal` aborted: come again later.
   */
  takePlace(signal?: AbortSignal): Promise<Leave | null>;
  /** Sends once. Every answer and every failure of the other side is an outcome; only a bug throws. */
  send(message: MessageOn<Kind>): Promise<SendOutcome>;
  close(): Promise<void>;
}
