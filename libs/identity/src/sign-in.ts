import { LINK_SECONDS, PASSWORD_LENGTH } from '@bicorne/domain';
import type { SealingSecrets } from '@bicorne/persistence';
import { betterAuth, type BetterAuthOptions, type BetterAuthPlugin } from 'better-auth';
import { magicLink, twoFactor } from 'better-auth/plugins';
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { guardOf } from './guard/guard.js';
import { versionedSecrets } from './second-factors.js';
import { ADDRESS_HEADER, SIGN_IN_PATH, trustedOrigins } from './sign-in-address.js';

/** The secret signs the session cookies and encrypts second factors; both open them. At least 32 characters. */
export interface SignInSettings extends SealingSecrets {
  /** Where people reach Bicorne, without a closing slash. */
  baseUrl: string;
}

export interface SignInParts {
  /** Stands before every request; left out where none comes from outside. */
  guard?: ReturnType<typeof guardOf>;
  /** Is given the secret of a link that was made for an email; left out where no letters are written. */
  onLink?: (token: string) => void;
  plugins?: readonly BetterAuthPlugin[];
}

const SESSION_SECONDS = 60 * 60 * 24 * 14;
const RENEWED_AFTER_SECONDS = 60 * 60 * 24;
const RECOVERY_CODES = 10;

/**
 * The sign-in: email and password, second factors, links by email. People are added by members, never by themselves. Its
 * tables are made by our migrations; a test holds the two together.
 */
export function signInOf(pool: pg.Pool, { baseUrl, ...secrets }: SignInSettings, parts: SignInParts = {}) {
  const { guard, onLink = () => undefined, plugins = [] } = parts;
  const secure = baseUrl.startsWith('https:');
  return betterAuth({
    appName: 'Bicorne',
    baseURL: baseUrl,
    basePath: SIGN_IN_PATH,
    ...versionedSecrets(secrets),
    database: pool,
    trustedOrigins: trustedOrigins(baseUrl),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH.min,
      maxPasswordLength: PASSWORD_LENGTH.max,
      resetPasswordTokenExpiresIn: LINK_SECONDS.RESET,
      // A new password ends every session that the old one opened.
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: async ({ token }) => onLink(token),
      onPasswordReset: async ({ user }) => {
        // The link was in their mailbox.
        await pool.query('update auth."user" set "emailVerified" = true where id = $1', [user.id]);
      },
    },
    verification: { storeIdentifier: 'hashed' },
    session: {
      expiresIn: SESSION_SECONDS,
      updateAge: RENEWED_AFTER_SECONDS,
      // No copy of the session in a cookie: a revoked one ends with the next request.
      cookieCache: { enabled: false },
      additionalFields: {
        placeId: { type: 'string', required: false, input: false },
        boundTo: { type: 'string', required: false, input: false },
      },
    },
    plugins: [
      twoFactor({
        issuer: 'Bicorne',
        backupCodeOptions: { amount: RECOVERY_CODES },
        accountLockout: { enabled: false },
      }),
      magicLink({
        disableSignUp: true,
        expiresIn: LINK_SECONDS.MAGIC_LINK,
        storeToken: 'hashed',
        sendMagicLink: async ({ token }) => onLink(token),
      }),
      ...plugins,
    ],
    // Tries are counted by the guard, in the database.
    rateLimit: { enabled: false },
    ...(guard && { hooks: guard }),
    advanced: {
      // Ids that the API publishes as it does every other.
      database: { generateId: () => randomUUID() },
      cookiePrefix: 'bicorne',
      useSecureCookies: secure,
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', secure },
    },
    telemetry: { enabled: false },
    logger: { disabled: true },
  } satisfies BetterAuthOptions);
}
