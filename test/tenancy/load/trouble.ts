import pg from 'pg';
import { setTimeout as pause } from 'node:timers/promises';

/** How long a table is held: longer than a statement of the API may run. */
const HELD_MS = 1_300;
const CANCEL_EVERY_MS = 40;
const HOLD_EVERY_MS = 15_000;

export interface Trouble {
  cancelled: number;
  held: number;
  stop(): Promise<void>;
}

/** Cancels what the API runs, at random, and now and then holds a table for so long that its statements time out. */
export async function makeTrouble(databaseUrl: string, random: () => number): Promise<Trouble> {
  const client = new pg.Client({ connectionString: databaseUrl });
  const holder = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await holder.connect();
  let runs = true;
  const trouble = { cancelled: 0, held: 0 };
  const cancelling = (async () => {
    while (runs) {
      const { rowCount } = await client.query(
        `select pg_cancel_backend(pid) from pg_stat_activity
         where datname = current_database() and application_name = 'bicorne-api' and state = 'active'
         order by md5(pid || $1) limit 1`,
        [String(random())],
      );
      trouble.cancelled += rowCount ?? 0;
      await pause(CANCEL_EVERY_MS);
    }
  })();
  const holding = (async () => {
    while (runs) {
      await holder.query('begin');
      await holder.query('lock table bicorne.client in access exclusive mode');
      await pause(HELD_MS);
      await holder.query('rollback');
      trouble.held += 1;
      for (let waited = 0; runs && waited < HOLD_EVERY_MS; waited += 100) await pause(100);
    }
  })();
  return Object.assign(trouble, {
    stop: async () => {
      runs = false;
      await Promise.all([cancelling, holding]);
      await client.end();
      await holder.end();
    },
  });
}
