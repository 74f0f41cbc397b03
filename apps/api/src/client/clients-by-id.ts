import { loadClients } from '@bicorne/application';
import { byId } from '../graphql/request-context.js';

/** Clients that a request asks for one by one, found in one statement. */
export const clientsById = byId(loadClients);
