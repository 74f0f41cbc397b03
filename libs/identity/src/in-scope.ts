import type pg from 'pg';

/**
 * One transaction with settings that the row policies read. For sign-in alone, which runs before there is a caller;
 * everything after it goes through `WorkspaceTransaction`.
 */
export async function inScope<T>(
  pool: pg.Pool,
  settings: Partial<Record<'app.workspace_id' | 'app.user_id', string>>,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    for (const [name, value] of Object.entries(settings))
      await client.query('select set_config($1, $2, true)', [name, value]);
    const result = await work(client);
    await client.query('commit');
    client.release();
    return result;
  } catch (error) {
    // A connection whose transaction may be open is not given back to the pool.
    client.release(true);
    throw error;
  }
}
