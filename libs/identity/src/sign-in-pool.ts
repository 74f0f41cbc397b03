import { poolConfig } from '@bicorne/persistence';
import pg from 'pg';

/** A pool of the request role that finds the sign-in's tables without a schema before their names. */
export function signInPool(databaseUrl: string, poolSize: number): pg.Pool {
  const config = poolConfig({ url: databaseUrl, role: 'app', poolSize, applicationName: 'bicorne-sign-in' });
  const pool = new pg.Pool({ ...config, options: '-c role=bicorne_app -c search_path=auth' });
  // One that was lost while nobody used it: the pool has let it go, and opens another.
  pool.on('error', () => undefined);
  return pool;
}
