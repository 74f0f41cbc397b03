import { loadInvitations } from '@bicorne/application';
import type { Batch } from '../graphql/request-context.js';
import type { Invitation } from './invitation.types.js';

/** The newest invitation of each member or contact. */
export const invitationsByPerson: Batch<Invitation> = async (context, personIds) => {
  const rows = await context.transaction.run(context.caller, (tx) => loadInvitations(tx, personIds, context.now()));
  const found = new Map(rows.map((row) => [row.personId, row]));
  return personIds.map((id) => found.get(id) ?? null);
};
