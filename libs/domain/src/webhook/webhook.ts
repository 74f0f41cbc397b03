import { readText } from '../shared/text.js';
import { decided, refused } from '../shared/vocabulary.js';
import type { Decided, Refusal } from '../shared/vocabulary.js';

export const WEBHOOK_EVENTS = ['DRIFT_ALERT_RAISED', 'DRIFT_ALERT_RESOLVED', 'DELIVERABLE_SUBMITTED'] as const;
/** What an endpoint can be told. */
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

const URL_LIMIT = 2_000;

export interface WebhookEndpointCommand {
  url: string;
  events: readonly WebhookEvent[];
}

/**
 * An address that may be told of events. Refused: what is no web address or carries a password (INVALID_URL), and a list
 * without events. Whether the address may be reached is found out when something is sent, since names change hands.
 */
export function createWebhookEndpoint(command: WebhookEndpointCommand): Decided<{ url: string; events: WebhookEvent[] }> {
  const refusals: Refusal[] = [];
  const url = readText(command.url, { field: 'url', what: 'the address', max: URL_LIMIT });
  if (!url.ok) refusals.push(...url.refusals);
  else if (!isDeliverable(url.value))
    refusals.push({
      code: 'INVALID_URL',
      field: 'url',
      message: 'The address starts with https:// or http://, and holds no name or password.',
    });
  const events = WEBHOOK_EVENTS.filter((event) => command.events.includes(event));
  if (events.length === 0)
    refusals.push({ code: 'REQUIRED', field: 'events', message: `Choose at least one of ${WEBHOOK_EVENTS.join(', ')}.` });
  if (!url.ok || refusals.length > 0) return refused(...refusals);
  return decided({ url: url.value, events });
}

function isDeliverable(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  return (protocol === 'https:' || protocol === 'http:') && hostname !== '' && username === '' && password === '';
}
