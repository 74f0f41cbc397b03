import { isWebAddress } from '../shared/addresses.js';
import { listOf, readText } from '../shared/text.js';
import { decided, refused } from '../shared/vocabulary.js';
import type { Decided, Refusal } from '../shared/vocabulary.js';

export const WEBHOOK_EVENTS = ['DRIFT_ALERT_RAISED', 'DRIFT_ALERT_RESOLVED', 'DELIVERABLE_SUBMITTED'] as const;
/** What an endpoint can be told. */
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

/** What is sent so far; the others are refused until it is. */
const SENT_EVENTS: readonly WebhookEvent[] = ['DRIFT_ALERT_RAISED'];

/** Endpoints that a workspace may have at once: every alert is sent to each of them. */
const MAX_ENDPOINTS = 20;

const URL_LIMIT = 2_000;

export interface WebhookEndpointCommand {
  url: string;
  events: readonly WebhookEvent[];
}

/**
 * An address that may be told of events. Refused: what is no web address or carries a password (INVALID_URL), a list
 * without events, an event that is not sent yet (NOT_AVAILABLE_YET), and one endpoint too many (TOO_MANY). Whether the address may be reached is found out when something is sent, since names change hands.
 */
export function createWebhookEndpoint(
  command: WebhookEndpointCommand,
  facts: { endpoints: number },
): Decided<{ url: string; events: WebhookEvent[] }> {
  if (facts.endpoints >= MAX_ENDPOINTS)
    return refused({
      code: 'TOO_MANY',
      message: `A workspace has ${MAX_ENDPOINTS} endpoints at the most: remove one first.`,
    });
  const refusals: Refusal[] = [];
  const url = readText(command.url, { field: 'url', what: 'the address', max: URL_LIMIT });
  if (!url.ok) refusals.push(...url.refusals);
  else if (!isWebAddress(url.value))
    refusals.push({
      code: 'INVALID_URL',
      field: 'url',
      message: 'The address starts with https:// or http://, and holds no name or password.',
    });
  const events = WEBHOOK_EVENTS.filter((event) => command.events.includes(event));
  if (events.length === 0)
    refusals.push({
      code: 'REQUIRED',
      field: 'events',
      message: `Choose at least one of ${WEBHOOK_EVENTS.join(', ')}.`,
    });
  const unsent = events.filter((event) => !SENT_EVENTS.includes(event));
  if (unsent.length > 0)
    refusals.push({
      code: 'NOT_AVAILABLE_YET',
      field: 'events',
      message: `${listOf(unsent)} cannot be sent yet: choose ${listOf(SENT_EVENTS, 'or')}.`,
    });
  if (!url.ok || refusals.length > 0) return refused(...refusals);
  return decided({ url: url.value, events });
}
