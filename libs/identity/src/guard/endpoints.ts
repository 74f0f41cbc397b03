/**
 * Every way into the sign-in that is open, and what a use of it could be:
 *
 * - `PASSWORD`: a guess at the password of the account that its `email` names
 * - `LETTER`: an email to the address that it names; whether one is sent is decided by the worker, see `letter/`
 * - `LINK`: a guess at a link
 * - `CODE`: a guess at a second factor
 * - `OWN`: a signed-in person's change of their own account, which asks for their password
 * - `FREE`: nothing to guess
 *
 * What better-auth offers besides is shut.
 */
export const ENDPOINTS = {
  'POST /sign-in/email': 'PASSWORD',
  'POST /sign-in/magic-link': 'LETTER',
  'POST /request-password-reset': 'LETTER',
  'POST /reset-password': 'LINK',
  'GET /magic-link/verify': 'LINK',
  'POST /two-factor/verify-totp': 'CODE',
  'POST /two-factor/verify-backup-code': 'CODE',
  'POST /two-factor/enable': 'OWN',
  'POST /two-factor/disable': 'OWN',
  'POST /two-factor/generate-backup-codes': 'OWN',
  'POST /change-password': 'OWN',
  'POST /sign-out': 'FREE',
  'POST /sso/start': 'LINK',
  'GET /sso/callback': 'LINK',
} as const satisfies Record<string, Use>;

export type Use = 'PASSWORD' | 'LETTER' | 'LINK' | 'CODE' | 'OWN' | 'FREE';

export function useOf(method: string, path: string): Use | null {
  const name = `${method} ${path}`;
  return Object.hasOwn(ENDPOINTS, name) ? ENDPOINTS[name as keyof typeof ENDPOINTS] : null;
}
