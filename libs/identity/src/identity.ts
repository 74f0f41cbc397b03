import { poolConfig } from '@bicorne/persistence';
import { fromNodeHeaders } from 'better-auth/node';
import type { IncomingHttpHeaders } from 'node:http';
import pg from 'pg';
import type { Caller } from './caller.js';
import { findPlaces } from './places.js';
import { signInOf, type SignInSettings } from './sign-in.js';
import { authenticateToken } from './token/authenticate-token.js';

export interface IdentityOptions extends SignInSettings {
  databaseUrl: string;
  /** Connections at most; 5 if left out. */
  poolSize?: number;
}

export interface Identity {
  /**
   * Who asks, by `Authorization: Bearer` or by the session cookie; null for nobody. A token that does not hold is nobody
   * even where a cookie came along.
   */
  authenticate(headers: IncomingHttpHeaders): Promise<Caller | null>;
  /** Answers the requests below `SIGN_IN_PATH`. */
  handleSignIn(request: Request): Promise<Response>;
  /** The email address of a signed-in person. */
  emailOf(userId: string): Promise<string | null>;
  close(): Promise<void>;
}

/** Opens what sign-in needs: a small pool of its own, with the sign-in's tables on its search path. */
export function openIdentity(options: IdentityOptions): Identity {
  const pool = signInPool(options.databaseUrl, options.poolSize ?? 5);
  // A connection lost while idle is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => undefined);
  const signIn = signInOf(pool, options);

  return {
    authenticate: async (headers) => {
      const { authorization } = headers;
      if (authorization !== undefined) {
        const token = /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
        return token === undefined ? null : authenticateToken(pool, token);
      }
      if (headers.cookie === undefined) return null;
      const session = await signIn.api.getSession({ headers: fromNodeHeaders({ cookie: headers.cookie }) });
      if (!session) return null;
      // A person with several places is in the oldest; choosing comes with the hardening of sign-in.
      const [place] = await findPlaces(pool, session.user.id);
      return place ?? null;
    },
    handleSignIn: (request) => signIn.handler(request),
    emailOf: async (userId) => {
      const { rows } = await pool.query<{ email: string }>('select email from auth."user" where id = $1', [userId]);
      return rows[0]?.email ?? null;
    },
    close: () => pool.end(),
  };
}

/** A pool of the request role that finds the sign-in's tables without a schema before their names. */
export function signInPool(databaseUrl: string, poolSize: number): pg.Pool {
  const config = poolConfig({ url: databaseUrl, role: 'app', poolSize, applicationName: 'bicorne-sign-in' });
  return new pg.Pool({ ...config, options: '-c role=bicorne_app -c search_path=auth' });
}
