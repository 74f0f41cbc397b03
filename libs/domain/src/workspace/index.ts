export * from './erasure.js';
export { MAX_HOLIDAYS, decideWorkspaceSettings } from './settings.js';
export type { WorkspaceSettings, WorkspaceSettingsCommand } from './settings.js';
export { decideWorkspace } from './workspace.js';
export type { WorkspaceCommand } from './workspace.js';
