export { decideWorkspace } from './workspace.js';
export type { WorkspaceCommand } from './workspace.js';
