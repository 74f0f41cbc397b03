import pg from 'pg';
import { setTimeout as pause } from 'node:timers/promises';

const EVERY_MS = 20;

/** Watches how long others wait for a lock that a migration holds or asks for. They wait for each other too; that is not it. */
export class LockWatch {
  private going = true;
  private longest = 0;
  private readonly watching: Promise<void>;

  private constructor(private readonly client: pg.Client) {
    this.watching = this.watch();
  }

  static async open(url: string): Promise<LockWatch> {
    const client = new pg.Client({ connectionString: url, application_name: 'bicorne-lock-watch' });
    await client.connect();
    return new LockWatch(client);
  }

  /** The longest wait since the last call, in milliseconds, to a fiftieth of a second. */
  take(): number {
    const taken = this.longest;
    this.longest = 0;
    return taken;
  }

  async stop(): Promise<void> {
    this.going = false;
    await this.watching;
    await this.client.end();
  }

  private async watch(): Promise<void> {
    while (this.going) {
      const { rows } = await this.client.query<{ ms: number | null }>(
        `select (1000 * max(extract(epoch from clock_timestamp() - l.waitstart)))::float8 as ms
         from pg_locks l join pg_stat_activity a using (pid)
         where not l.granted and a.datname = current_database() and exists (
           select from unnest(pg_blocking_pids(l.pid)) as by_pid join pg_stat_activity m on m.pid = by_pid
           where m.application_name = 'bicorne-migrate')`,
      );
      this.longest = Math.max(this.longest, rows[0]?.ms ?? 0);
      await pause(EVERY_MS);
    }
  }
}
