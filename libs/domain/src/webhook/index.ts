export { WEBHOOK_EVENTS, createWebhookEndpoint } from './webhook.js';
export type { WebhookEndpointCommand, WebhookEvent } from './webhook.js';
