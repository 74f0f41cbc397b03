export { alertEventPayload, alertUrl, sponsorUrl } from './alert-event.js';
export type { AlertEventPayload } from './alert-event.js';
export type { ChannelKind, Message, SendOutcome } from './channel.js';
export { openChannels } from './channels.js';
export type { ChannelConfig, Channels } from './channels.js';
export { EgressClient } from './egress/egress-client.js';
export type { EgressOptions, EgressRequest, EgressResult } from './egress/egress-client.js';
export { newEndpointSecret, openEndpointSecret, sealEndpointSecret } from './webhook/endpoint-secret.js';
export { seal, unseal } from './webhook/seal.js';
