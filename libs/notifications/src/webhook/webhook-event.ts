import { HATS, VERDICTS, type WebhookEvent } from '@bicorne/domain';
import { z } from 'zod';
import { alertEventPayload, alertFields, clientAndEngagement } from '../alert-event.js';

/** An alert that was resolved, by itself or by what somebody did. `timestamp` is when. */
const alertResolvedPayload = z.object({
  type: z.literal('drift_alert.resolved'),
  timestamp: z.iso.datetime(),
  data: z.object({
    ...alertFields,
    openedAt: z.iso.datetime(),
    /** Where the alert stands in the app. */
    url: z.url(),
  }),
});

/** A revision that went to the client. `timestamp` is when. */
const deliverableSubmittedPayload = z.object({
  type: z.literal('deliverable.submitted'),
  timestamp: z.iso.datetime(),
  data: z.object({
    ...clientAndEngagement,
    deliverable: z.object({ id: z.string().min(1), key: z.string(), title: z.string() }),
    hat: z.enum(HATS),
    dueOn: z.iso.date(),
    /** Of the deliverable, from 1. */
    revision: z.number().int().positive(),
    depth: z.number(),
    verdict: z.enum(VERDICTS),
    submittedBy: z.string(),
    /** Where the deliverable stands in the app. */
    url: z.url(),
  }),
});

/** Every event that an endpoint can be sent, by what it asks for. A new one is a line here and one in the domain. */
const EVENTS = {
  DRIFT_ALERT_RAISED: alertEventPayload,
  DRIFT_ALERT_RESOLVED: alertResolvedPayload,
  DELIVERABLE_SUBMITTED: deliverableSubmittedPayload,
} as const satisfies Record<WebhookEvent, z.ZodType>;

/** What is kept with a delivery by webhook and sent as it is. Ids are those of the published schema. */
export const webhookEventPayload = z.discriminatedUnion('type', [
  EVENTS.DRIFT_ALERT_RAISED,
  EVENTS.DRIFT_ALERT_RESOLVED,
  EVENTS.DELIVERABLE_SUBMITTED,
]);

/** The payload of one event. */
export type WebhookPayload<Event extends WebhookEvent = WebhookEvent> = z.infer<(typeof EVENTS)[Event]>;
