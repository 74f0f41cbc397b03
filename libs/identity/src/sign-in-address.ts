/** Path under which the sign-in answers. */
export const SIGN_IN_PATH = '/auth';

/** Where a provider sends people back to, below the sign-in's path. */
export const CALLBACK_PATH = '/sso/callback';

/** The header under which the API tells the caller's address; it replaces what a client sends. */
export const ADDRESS_HEADER = 'x-bicorne-address';

/** The header under which the API tells under what its limits count the caller; empty for what they do not count. */
export const COUNTED_HEADER = 'x-bicorne-counted-under';

/** What a provider has to be told: where it sends people back to. */
export function callbackUrl(baseUrl: string): string {
  return `${baseUrl}${SIGN_IN_PATH}${CALLBACK_PATH}`;
}

/** The base URL's origin, and where that is this machine under any of its names, the others too. */
export function trustedOrigins(baseUrl: string): string[] {
  const base = new URL(baseUrl);
  const local = ['localhost', '127.0.0.1', '[::1]'];
  if (!local.includes(base.hostname)) return [base.origin];
  return local.map((name) => {
    const other = new URL(base);
    other.hostname = name;
    return other.origin;
  });
}
