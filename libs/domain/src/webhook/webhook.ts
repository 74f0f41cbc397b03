import { isWebAddress } from '../shared/addresses.js';
import { readText } from '../shared/text.js';
import { decided, refused } from '../shared/vocabulary.js';
import type { Decided, Refusal } from '../shared/vocabulary.js';

export const WEBHOOK_EVENTS = ['DRIFT_ALERT_RAISED', 'DRIFT_ALERT_RESOLVED', 'DELIVERABLE_SUBMITTED'] as const;
/** What an endpoint can be told. */
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

export const ENDPOINT_KINDS = ['STANDARD', 'SLACK'] as const;
/** STANDARD is a system that takes signed events; SLACK a channel that people read, by its incoming webhook. */
export type EndpointKind = (typeof ENDPOINT_KINDS)[number];

/** What a Slack channel is told: what people are told. */
const SLACK_EVENTS: readonly WebhookEvent[] = ['DRIFT_ALERT_RAISED'];

/** Endpoints that a workspace may have at once: an event is sent to each that asked for it. */
const MAX_ENDPOINTS = 20;

const URL_LIMIT = 2_000;

export interface WebhookEndpointCommand {
  url: string;
  events: readonly WebhookEvent[];
  /** STANDARD if left out. */
  kind?: EndpointKind | null;
}

export interface NewWebhookEndpoint {
  url: string;
  events: WebhookEvent[];
  kind: EndpointKind;
}

/**
 * An address that may be told of events. Refused: what is no web address or carries a password (INVALID_URL), a list
 * without events (REQUIRED), for a Slack channel other events than people are told of (NOT_FOR_SLACK), and one endpoint
 * too many (TOO_MANY). Whether the address may be reached is found out when
 * something is sent, since names change hands.
 */
export function createWebhookEndpoint(
  command: WebhookEndpointCommand,
  facts: { endpoints: number },
): Decided<NewWebhookEndpoint> {
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
  const kind = command.kind ?? 'STANDARD';
  if (kind === 'SLACK' && events.some((event) => !SLACK_EVENTS.includes(event)))
    refusals.push({
      code: 'NOT_FOR_SLACK',
      field: 'events',
      message: `A Slack channel is told what people are told: choose ${SLACK_EVENTS.join(', ')}.`,
    });
  if (!url.ok || refusals.length > 0) return refused(...refusals);
  return decided({ url: url.value, events, kind });
}
