export {
  ENDPOINT_DISABLED_SEVERITY,
  FAILING_DAYS,
  SECRET_OVERLAP_HOURS,
  isGivenUp,
  previousSecretUntil,
} from './failing.js';
export { ENDPOINT_KINDS, WEBHOOK_EVENTS, createWebhookEndpoint } from './webhook.js';
export type { EndpointKind, NewWebhookEndpoint, WebhookEndpointCommand, WebhookEvent } from './webhook.js';
