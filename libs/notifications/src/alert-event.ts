import { HATS, RULE_CODES, SEVERITIES } from '@bicorne/domain';
import { z } from 'zod';

/**
 * What recipients are told about an alert: kept with the delivery when the alert opens, sent by webhook as it is,
 * and the only thing that an email is written from. `timestamp` is when the alert was raised, in ISO 8601.
 */
export const alertEventPayload = z.object({
  type: z.literal('drift_alert.raised'),
  timestamp: z.iso.datetime(),
  data: z.object({
    alertId: z.guid(),
    rule: z.enum(RULE_CODES),
    severity: z.enum(SEVERITIES),
    /** Null where the alert is about the engagement as a whole. */
    hat: z.enum(HATS).nullable(),
    statement: z.string(),
    clearsWhen: z.string(),
    client: z.object({ id: z.guid(), name: z.string() }),
    engagement: z.object({ id: z.guid() }),
    deliverable: z.object({ id: z.guid(), key: z.string(), title: z.string() }).nullable(),
    /** Where the alert stands in the app. */
    url: z.url(),
  }),
});

export type AlertEventPayload = z.infer<typeof alertEventPayload>;

/** Where an alert stands in the app. @param baseUrl without a closing slash */
export function alertUrl(baseUrl: string, alertId: string): string {
  return `${baseUrl}/alerts/${alertId}`;
}
