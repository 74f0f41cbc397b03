import { loadWorkspaces } from '@bicorne/application';
import { byId } from '../graphql/request-context.js';

/** The caller's workspace, found once a request. */
export const workspacesById = byId(loadWorkspaces);
