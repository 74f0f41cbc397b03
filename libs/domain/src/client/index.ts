export { decideClient } from './client.js';
export type { ClientCommand, ClientDetails } from './client.js';
