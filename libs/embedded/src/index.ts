export { connectionOf, startEmbedded } from './embedded.js';
export type { Connection, EmbeddedOptions, EmbeddedServer } from './embedded.js';
export { EmbeddedError } from './embedded-error.js';
