import type { UserError } from './user-error.js';

/** What an operation of the published contract answers while its rules are still to come. */
export function notAvailableYet(what: string): UserError {
  return { code: 'NOT_AVAILABLE_YET', field: null, message: `${what} is not available yet.` };
}
