import type pg from 'pg';
import type { Caller } from '../caller.js';
import { listPlaces, type Place } from '../places.js';

/** Where a person is signed in. */
export interface Session {
  id: string;
  createdAt: Date;
  /** When it was last renewed; at most a day before it was last used. */
  renewedAt: Date;
  expiresAt: Date;
  /** Network address at which it began; null where it is not known. */
  address: string | null;
  /** What the browser says of itself. */
  agent: string | null;
  current: boolean;
  /** Whether the single sign-on of a workspace opened it. */
  singleSignOn: boolean;
}

/** How a person signs in. */
export interface Security {
  hasPassword: boolean;
  twoFactorEnabled: boolean;
  /** Recovery codes are shown once and not told again. */
  mayChange: boolean;
}

/** What a signed-in person does about their own sessions and places; a token has none of either. */
export interface OwnAccount {
  /** The newest first; a session that a workspace's provider opened sees those of that workspace alone. */
  sessionsOf(caller: Caller): Promise<Session[]>;
  /**
   * Ends a session, or all others where none is named: they are nobody's from the next request on.
   *
   * @returns how many ended
   */
  endSessions(caller: Caller, sessionId: string | null): Promise<number>;
  placesOf(caller: Caller): Promise<Place[]>;
  /** Whether the session is in that place from now on; false where it is none of the person's. */
  choosePlace(caller: Caller, placeId: string): Promise<boolean>;
  securityOf(caller: Caller): Promise<Security | null>;
}

const MOST_SESSIONS = 100;

/** The sessions that the caller's own may see and end: `$1` the person, `$2` the workspace that it is bound to. */
const THEIRS = `"userId" = $1 and "expiresAt" > now() and ($2::text is null or "boundTo" = $2)`;

export function ownAccountOf(pool: pg.Pool): OwnAccount {
  return {
    sessionsOf: async ({ userId, boundTo, sessionId }) => {
      const { rows } = await pool.query<Session>(
        `select id, "createdAt", "updatedAt" as "renewedAt", "expiresAt", nullif("ipAddress", '') as address,
           nullif("userAgent", '') as agent, id = $3 as current, "boundTo" is not null as "singleSignOn"
         from auth.session where ${THEIRS} order by id = $3 desc, "createdAt" desc limit ${MOST_SESSIONS}`,
        [userId, boundTo ?? null, sessionId ?? ''],
      );
      return rows;
    },
    endSessions: async ({ userId, boundTo, sessionId }, ended) => {
      const { rowCount } = await pool.query(
        `delete from auth.session where ${THEIRS} and case when $4::text is null then id <> $3 else id = $4 end`,
        [userId, boundTo ?? null, sessionId ?? '', ended],
      );
      return rowCount ?? 0;
    },
    placesOf: ({ userId, boundTo }) =>
      userId === null ? Promise.resolve([]) : listPlaces(pool, userId, boundTo ?? null),
    choosePlace: async ({ userId, boundTo, sessionId }, placeId) => {
      if (userId === null || !sessionId) return false;
      const places = await listPlaces(pool, userId, boundTo ?? null);
      if (!places.some(({ id }) => id === placeId)) return false;
      await pool.query('update auth.session set "placeId" = $3 where id = $1 and "userId" = $2', [
        sessionId,
        userId,
        placeId,
      ]);
      return true;
    },
    securityOf: async ({ userId, boundTo }) => {
      if (userId === null) return null;
      const { rows } = await pool.query<Omit<Security, 'mayChange'>>(
        `select coalesce(u."twoFactorEnabled", false) as "twoFactorEnabled", exists (
           select from auth.account a where a."userId" = u.id and a."providerId" = 'credential' and a.password is not null
         ) as "hasPassword" from auth."user" u where u.id = $1`,
        [userId],
      );
      return rows[0] ? { ...rows[0], mayChange: !boundTo } : null;
    },
  };
}
