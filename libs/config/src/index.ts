export { superviseChild } from './child.js';
export type { ChildMessage, SupervisedChild } from './child.js';
export { ConfigError } from './config-error.js';
export { findProjectRoot } from './project-root.js';
export { readConfig } from './read-config.js';
export type { Config, LogLevel } from './read-config.js';
