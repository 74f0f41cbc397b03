import type { IncomingHttpHeaders } from 'node:http';
import type pg from 'pg';
import { SIGN_IN_LIMITS } from '@bicorne/domain';
import type { Caller } from './caller.js';
import { findPlaces, placeIdOf } from './places.js';
import { ownAccountOf, type OwnAccount } from './session/sessions.js';
import type { SignInSettings } from './sign-in.js';
import { signInPool } from './sign-in-pool.js';
import type { SingleSignOnOptions } from './sso/provider.js';
import { Throttle } from './throttle.js';
import { authenticateToken } from './token/authenticate-token.js';

export interface IdentityOptions extends SignInSettings {
  databaseUrl: string;
  /** Connections at most; 5 if left out. */
  poolSize?: number;
  /** What single sign-on reaches providers with; left out, there is none. */
  providers?: Pick<SingleSignOnOptions, 'fetch' | 'openSecret'>;
  /** Whether there is a mail server; left out, nobody is promised an email. */
  sendsLetters?: boolean;
}

export interface Identity {
  /**
   * Who asks, by `Authorization: Bearer` or by the session cookie; null for nobody. A token that does not hold is nobody
   * even where a cookie came along.
   */
  authenticate(headers: IncomingHttpHeaders): Promise<Caller | null>;
  /** Answers the requests below `SIGN_IN_PATH`. */
  handleSignIn(request: Request): Promise<Response>;
  /**
   * Counts one guess that comes by another way than `SIGN_IN_PATH`: each field of an operation by itself.
   *
   * @param countedUnder as the API's limits count the caller; null is not counted
   * @returns for how many seconds to wait; null where it may be done
   */
  countGuess(countedUnder: string | null): Promise<number | null>;
  /** The email address of a signed-in person. */
  emailOf(userId: string): Promise<string | null>;
  ownAccount: OwnAccount;
  close(): Promise<void>;
}

/** Opens what sign-in needs: a small pool of its own, with the sign-in's tables on its search path. */
export function openIdentity(options: IdentityOptions): Identity {
  const pool = signInPool(options.databaseUrl, options.poolSize ?? 5);
  const throttle = new Throttle(pool, options.secret);
  const { providers, secret, sendsLetters = false } = options;
  const open = async () =>
    (await import('./open-sign-in.js')).openSignIn({
      pool,
      throttle,
      secret,
      sendsLetters,
      settings: options,
      providers,
    });
  let opened: ReturnType<typeof open> | undefined;
  const signIn = () => (opened ??= open());

  const callerOfSession = async (cookie: string): Promise<Caller | null> => {
    const found = await (await signIn()).sessionOf(cookie);
    if (!found) return null;
    const { session, user } = found;
    const places = await findPlaces(pool, user.id, session.boundTo ?? null);
    // The place that they chose, as long as it is theirs; else the oldest.
    const place = places.find((each) => placeIdOf(each) === session.placeId) ?? places[0];
    return place ? { ...place, sessionId: session.id, boundTo: session.boundTo ?? null } : null;
  };

  return {
    authenticate: async ({ authorization, cookie }) => {
      if (authorization !== undefined) {
        const token = /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
        return token === undefined ? null : authenticateToken(pool, token);
      }
      return cookie === undefined ? null : callerOfSession(cookie);
    },
    handleSignIn: async (request) => (await signIn()).answer(request),
    countGuess: (countedUnder) =>
      throttle.take(countedUnder === null ? [] : [{ key: `address:${countedUnder}`, limit: SIGN_IN_LIMITS.address }]),
    ownAccount: ownAccountOf(pool),
    emailOf: (userId) => emailOf(pool, userId),
    close: () => pool.end(),
  };
}

async function emailOf(pool: pg.Pool, userId: string): Promise<string | null> {
  const { rows } = await pool.query<{ email: string }>('select email from auth."user" where id = $1', [userId]);
  return rows[0]?.email ?? null;
}
