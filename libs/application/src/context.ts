import type { Caller } from '@bicorne/identity';
import type { Origin, WorkspaceTransaction } from '@bicorne/persistence';
import type { Services } from './services.js';

/** What every use case is given: who asks, the door to the database, what was made at start, and the clock. */
export interface UseCaseContext {
  caller: Caller;
  transaction: WorkspaceTransaction;
  services: Services;
  now: () => Date;
}

/** What a use case is given that nobody has to sign in for. */
export interface PublicContext extends Omit<UseCaseContext, 'caller'> {
  /** From where the request came. */
  origin: Origin | null;
}
