import { poolConfig } from '@bicorne/persistence';
import pg from 'pg';

/** The channel on which the trigger of the outbox tells of new rows. */
const CHANNEL = 'bicorne_outbox';
const RETRY_MS = 2_000;

export interface OutboxListener {
  stop(): Promise<void>;
}

/**
 * Calls `onRows` whenever rows have been committed to the outbox, and once after each connect, since what was told
 * meanwhile is lost. A lost connection is made again by itself. Needs a direct connection, not a transaction pooler.
 */
export function listenToOutbox(
  url: string,
  { onRows, onLost }: { onRows: () => void; onLost: (error: Error) => void },
): OutboxListener {
  let stopped = false;
  let client: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;

  const lose = (lost: pg.Client, error: Error): void => {
    if (client !== lost || stopped) return;
    client = undefined;
    onLost(error);
    lost.end().catch(() => undefined);
    retry = setTimeout(() => void connect(), RETRY_MS);
  };

  const connect = async (): Promise<void> => {
    if (stopped) return;
    const {
      max: _max,
      idleTimeoutMillis: _idle,
      onConnect: _onConnect,
      ...settings
    } = poolConfig({
      url,
      role: 'worker',
      applicationName: 'bicorne-outbox',
    });
    const fresh = new pg.Client({ ...settings, keepAlive: true });
    client = fresh;
    fresh.on('error', (error) => lose(fresh, error));
    fresh.on('end', () => lose(fresh, new Error('The connection ended')));
    fresh.on('notification', onRows);
    try {
      await fresh.connect();
      await fresh.query(`listen ${CHANNEL}`);
      onRows();
    } catch (error) {
      lose(fresh, error instanceof Error ? error : new Error(String(error)));
    }
  };

  void connect();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(retry);
      await client?.end().catch(() => undefined);
    },
  };
}
