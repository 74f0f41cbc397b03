import { loadMembers } from '@bicorne/application';
import { byId } from '../graphql/request-context.js';

/** Members that a request asks for one by one, found in one statement. */
export const membersById = byId(loadMembers);
