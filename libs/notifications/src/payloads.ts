import { z } from 'zod';
import { alertEventPayload } from './alert-event.js';
import { endpointDisabledPayload } from './endpoint-event.js';

/** What a person or a Slack channel can be told: one notice, as it is kept in `notice.payload`. */
export const noticePayload = z.discriminatedUnion('type', [
  alertEventPayload.extend({
    /** Whether the alert has resolved since the notice was written: it is told all the same, and marked. */
    resolved: z.boolean().optional(),
  }),
  endpointDisabledPayload,
]);

export type NoticePayload = z.infer<typeof noticePayload>;

/** Whom a message is for, where that is a person. */
export const recipient = z.object({ kind: z.enum(['MEMBER', 'CONTACT']), id: z.guid() });

export type Recipient = z.infer<typeof recipient>;

/** What a delivery by email or Slack keeps: every notice that goes out in the one message. */
export const composedPayload = z.object({
  type: z.literal('notices'),
  notices: z.array(noticePayload).min(1),
  /** Whether it is what waited for a digest. */
  digest: z.boolean(),
  /** In which its days are written. */
  timeZone: z.string().min(1),
  /** Null for a Slack channel. */
  recipient: recipient.nullable(),
});

export type ComposedPayload = z.infer<typeof composedPayload>;
