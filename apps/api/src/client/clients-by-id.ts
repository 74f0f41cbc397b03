import { loadClients, loadContacts, loadNewestAssessments } from '@bicorne/application';
import { byId, type Batch } from '../graphql/request-context.js';

/** Clients that a request asks for one by one, found in one statement. */
export const clientsById = byId(loadClients);

/** The newest intake assessment of each client. */
export const assessmentsByClient: Batch<Awaited<ReturnType<typeof loadNewestAssessments>>[number]> = async (
  context,
  clientIds,
) => {
  const rows = await context.transaction.run(context.caller, (tx) => loadNewestAssessments(tx, clientIds));
  const found = new Map(rows.map((row) => [row.clientId, row]));
  return clientIds.map((id) => found.get(id) ?? null);
};

/** The contacts of each client. */
export const contactsByClient: Batch<Awaited<ReturnType<typeof loadContacts>>> = async (context, clientIds) => {
  const rows = await context.transaction.run(context.caller, (tx) => loadContacts(tx, clientIds));
  return clientIds.map((id) => rows.filter((row) => row.clientId === id));
};
