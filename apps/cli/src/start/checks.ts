import { access, constants, mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { CliError, codeOf } from '../cli-error.js';

/** Long enough for a server across a slow network, short enough to watch. */
const REACH_WITHIN_MS = 5_000;
const OLDEST_POSTGRES = 15;

/** @throws CliError where something already listens on the port, or this user may not */
export async function checkPort(host: string, port: number): Promise<void> {
  // "localhost" may mean ::1 to a browser: somebody there would answer in our place.
  const hosts = host === '127.0.0.1' ? [host, '::1'] : [host];
  for (const each of hosts) {
    const code = await listenCode(each, port);
    if (code === undefined || (each !== host && code !== 'EADDRINUSE')) continue;
    throw new CliError(portSentence(host, port, code));
  }
}

function portSentence(host: string, port: number, code: string): string {
  if (code === 'EADDRINUSE') return `Port ${port} is taken: stop what listens on it, or choose another with PORT.`;
  if (code === 'EACCES') return `Port ${port} may not be used by this user: choose one above 1023 with PORT.`;
  return `Nothing can listen on ${host}, port ${port} (${code}): set HOST to an address of this machine.`;
}

function listenCode(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error) => resolve(codeOf(error) ?? error.message));
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve(undefined)));
  });
}

/** @throws CliError where the data folder cannot be made or written */
export async function checkDataFolder(dataDir: string): Promise<void> {
  const probe = join(dataDir, `.writable-${process.pid}`);
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o755 });
    await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
    // Access says yes to root on a read-only disk.
    await writeFile(probe, '');
    await rm(probe);
  } catch (error) {
    throw new CliError(
      `The data folder ${dataDir} cannot be used (${codeOf(error)}): make it writable, or name another with BICORNE_DATA_DIR.`,
      { cause: error },
    );
  }
}

/** @throws CliError where no usable PostgreSQL answers at DATABASE_URL; never tells the password */
export async function checkDatabase(url: string): Promise<void> {
  const { hostname, port, pathname, username } = new URL(url);
  const where = `${hostname}:${port || '5432'}`;
  let client: pg.Client | undefined;
  try {
    client = new pg.Client({ connectionString: url, connectionTimeoutMillis: REACH_WITHIN_MS });
    // Else a connection that breaks between two queries would end the process.
    client.on('error', () => undefined);
    await client.connect();
    const { rows } = await client.query<{ version: string }>(`select current_setting('server_version_num') as version`);
    const major = Math.floor(Number(rows[0]?.version) / 10_000);
    if (major < OLDEST_POSTGRES) {
      throw new CliError(`PostgreSQL at ${where} is version ${major}: Bicorne needs ${OLDEST_POSTGRES} or later.`);
    }
  } catch (error) {
    if (error instanceof CliError) throw error;
    const because = databaseRefusal(error, pathname.slice(1), username);
    throw new CliError(`No database for Bicorne at ${where}, ${because}: check DATABASE_URL.`, { cause: error });
  } finally {
    await client?.end().catch(() => undefined);
  }
}

function databaseRefusal(error: unknown, database: string, user: string): string {
  switch (codeOf(error)) {
    case 'ECONNREFUSED':
      return 'nothing listens there';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'the host name is not known';
    case '28P01':
    case '28000':
      return `the user "${decodeURIComponent(user)}" is refused`;
    case '3D000':
      return `there is no database "${decodeURIComponent(database)}"`;
    case '53300':
      return 'it has no connection left';
    case '57P03':
      return 'it is still starting or stopping';
    default:
      return error instanceof Error && error.message !== ''
        ? (error.message.split('\n')[0] ?? 'it does not answer')
        : 'it does not answer';
  }
}

/** @throws CliError where no Redis answers at REDIS_URL; never tells the password */
export async function checkRedis(url: string): Promise<void> {
  const { hostname, port } = new URL(url);
  // Left out of the supervisor's memory where the queue stands on PostgreSQL.
  const { Redis } = await import('ioredis');
  const client = new Redis(url, {
    lazyConnect: true,
    connectTimeout: REACH_WITHIN_MS,
    disconnectTimeout: 0,
    commandTimeout: REACH_WITHIN_MS,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  let cause: unknown;
  client.on('error', (error) => (cause = error));
  try {
    await client.connect();
    await client.ping();
  } catch (error) {
    throw new CliError(`No Redis at ${hostname}:${port || '6379'}, ${redisRefusal(cause ?? error)}: check REDIS_URL.`, {
      cause: error,
    });
  } finally {
    client.disconnect();
  }
}

function redisRefusal(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (codeOf(error) === 'ECONNREFUSED') return 'nothing listens there';
  if (codeOf(error) === 'ENOTFOUND' || codeOf(error) === 'EAI_AGAIN') return 'the host name is not known';
  if (/NOAUTH|WRONGPASS|ERR AUTH/.test(message)) return 'the password is refused';
  return 'it does not answer';
}
