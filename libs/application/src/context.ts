import type { Caller } from '@bicorne/identity';
import type { WorkspaceTransaction } from '@bicorne/persistence';
import type { Services } from './services.js';

/** What every use case is given: who asks, the door to the database, what was made at start, and the clock. */
export interface UseCaseContext {
  caller: Caller;
  transaction: WorkspaceTransaction;
  services: Services;
  now: () => Date;
}
