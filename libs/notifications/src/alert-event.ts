import { HATS, RULE_CODES, SEVERITIES } from '@bicorne/domain';
import { z } from 'zod';

export const clientAndEngagement = {
  client: z.object({ id: z.string().min(1), name: z.string() }),
  engagement: z.object({ id: z.string().min(1) }),
};

/** What every event about an alert says of it. */
export const alertFields = {
  alertId: z.string().min(1),
  rule: z.enum(RULE_CODES),
  severity: z.enum(SEVERITIES),
  /** Null where the alert is about the engagement as a whole. */
  hat: z.enum(HATS).nullable(),
  statement: z.string(),
  ...clientAndEngagement,
  deliverable: z.object({ id: z.string().min(1), key: z.string(), title: z.string() }).nullable(),
};

/**
 * What recipients are told about an alert: kept with the delivery when the alert opens, sent by webhook as it is,
 * and the only thing that an email is written from. Ids are those of the published schema. `timestamp` is when the alert was raised, in ISO 8601.
 */
export const alertEventPayload = z.object({
  type: z.literal('drift_alert.raised'),
  timestamp: z.iso.datetime(),
  data: z.object({
    ...alertFields,
    clearsWhen: z.string(),
    /** The last alert of the same rule about the same thing, by days of the engagement's time zone; null the first time. */
    previousAlert: z
      .object({ id: z.string().min(1), openedOn: z.iso.date(), resolvedOn: z.iso.date() })
      .nullable()
      // Deliveries that were written before it was told lack it.
      .optional(),
    /** Why this person is told, in a sentence or two; a system is not told why. */
    because: z.string().optional(),
    /** Where the alert stands in the app; for a client's sponsor, what it is about. */
    url: z.url(),
  }),
});

export type AlertEventPayload = z.infer<typeof alertEventPayload>;

/** Where the alerts of an engagement stand in the app. @param baseUrl without a closing slash @param engagementId as published */
export function alertUrl(baseUrl: string, engagementId: string): string {
  return `${baseUrl}/alerts?engagement=${encodeURIComponent(engagementId)}`;
}

/** Where a deliverable stands in the app. @param baseUrl without a closing slash @param deliverableId as published */
export function deliverableUrl(baseUrl: string, deliverableId: string): string {
  return `${baseUrl}/deliverables/${encodeURIComponent(deliverableId)}`;
}

/** Where all alerts stand in the app. @param baseUrl without a closing slash */
export function alertsUrl(baseUrl: string): string {
  return `${baseUrl}/alerts`;
}

/**
 * What an alert is about, for a client's sponsor, who does not see the alerts: the deliverable, else the client's home.
 *
 * @param baseUrl without a closing slash
 * @param deliverableId as published
 */
export function sponsorUrl(baseUrl: string, deliverableId: string | null): string {
  return deliverableId === null ? `${baseUrl}/home` : deliverableUrl(baseUrl, deliverableId);
}
