import { PASSWORD_LENGTH } from '@bicorne/domain';
import { betterAuth } from 'better-auth';
import type pg from 'pg';

export interface SignInSettings {
  /** Where people reach Bicorne, without a closing slash. */
  baseUrl: string;
  /** Signs the session cookies; at least 32 characters. */
  secret: string;
}

/** Path under which the sign-in answers. */
export const SIGN_IN_PATH = '/auth';

/** The header under which the API tells the caller's address for the throttle; it replaces what a client sends. */
export const ADDRESS_HEADER = 'x-bicorne-address';

/**
 * The sign-in by email and password. People are added by members, never by themselves. Its tables are made by our
 * migration; a test holds the two together.
 */
export function signInOf(pool: pg.Pool, { baseUrl, secret }: SignInSettings) {
  const secure = baseUrl.startsWith('https:');
  return betterAuth({
    appName: 'Bicorne',
    baseURL: baseUrl,
    basePath: SIGN_IN_PATH,
    secret,
    database: pool,
    trustedOrigins: trustedOrigins(baseUrl),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH.min,
      maxPasswordLength: PASSWORD_LENGTH.max,
    },
    session: {
      expiresIn: 60 * 60 * 24 * 14,
      updateAge: 60 * 60 * 24,
      // No copy of the session in a cookie: a revoked one ends with the next request.
      cookieCache: { enabled: false },
    },
    // Kept in each process's memory; a store shared by several API processes comes with the hardening of sign-in.
    rateLimit: {
      enabled: true,
      window: 60,
      max: 100,
      customRules: { '/sign-in/email': { window: 60, max: 30 } },
    },
    advanced: {
      cookiePrefix: 'bicorne',
      useSecureCookies: secure,
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', secure },
    },
    telemetry: { enabled: false },
    logger: { disabled: true },
  });
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
