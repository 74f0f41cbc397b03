import type { Config } from '@bicorne/config';
import { startEmbedded, type EmbeddedServer } from '@bicorne/embedded';
import { checkDatabase } from './checks.js';

export interface RunningDatabase {
  url: string;
  stop(): Promise<void>;
}

/** Waiting times before the embedded server is started again after it ended by itself. */
const RESTART_AFTER_MS = [500, 2_000, 10_000, 30_000] as const;

/**
 * The database of a start: the one at DATABASE_URL, or the embedded one, which is
 * started again on the same port where it ends although nobody stopped it.
 *
 * @throws CliError | EmbeddedError in one sentence
 */
export async function startDatabase(config: Config, say: (line: string) => void): Promise<RunningDatabase> {
  if (config.databaseUrl !== undefined) {
    await checkDatabase(config.databaseUrl);
    return { url: config.databaseUrl, stop: async () => undefined };
  }
  say('Starting PostgreSQL …');
  return startKept(config.dataDir, say);
}

async function startKept(dataDir: string, say: (line: string) => void): Promise<RunningDatabase> {
  let stopping = false;
  let failures = 0;
  let timer: NodeJS.Timeout | undefined;
  let starting: Promise<void> | undefined;

  const start = (port?: number): Promise<EmbeddedServer> =>
    startEmbedded({ dataDir, port, log: say, onUnexpectedEnd: again });
  const again = (): void => {
    if (stopping) return;
    const port = Number(new URL(server.url).port);
    const pause = RESTART_AFTER_MS[Math.min(failures, RESTART_AFTER_MS.length - 1)] ?? 0;
    failures += 1;
    say(`PostgreSQL ended unexpectedly; starting it again in ${pause / 1000} s.`);
    timer = setTimeout(() => {
      starting = start(port).then(
        (started) => {
          server = started;
          failures = 0;
        },
        (error: unknown) => {
          say(error instanceof Error ? error.message : String(error));
          again();
        },
      );
    }, pause);
  };

  let server = await start();
  return {
    // The children keep this URL: after a crash the same port is asked for.
    url: server.url,
    stop: async () => {
      stopping = true;
      clearTimeout(timer);
      await starting;
      await server.stop();
    },
  };
}
