import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { clusterOf, ensureCluster, SUPERUSER } from './cluster.js';
import { codeOf, EmbeddedError } from './embedded-error.js';
import { holderOf, type Purpose, takeLock } from './lock.js';
import { findPlace, type Place } from './place.js';
import { freePort } from './port.js';
import { identityOf, pidOf } from './process-identity.js';
import { type ServerProcess, startServer } from './server.js';

const DATABASE = 'bicorne';

/** How long a start waits for a command, and a command for a start, to come to an end. */
const PATIENCE_MS = 30_000;
const PORT_TRIES = 5;

export interface EmbeddedOptions {
  /** Absolute path; the database goes to its folder `postgres`. */
  dataDir: string;
  /** Default: the port of the last time, else any free one. */
  port?: number;
  /** `command` for the seconds that a command takes; default `start`. */
  purpose?: Purpose;
  /** For tests: quick instead of durable, and deleted on stop. Default false. */
  throwaway?: boolean;
  /** Told what an operator should know, a sentence at a time. */
  log: (line: string) => void;
  /** Called where the server ends although nobody stopped it. */
  onUnexpectedEnd?: () => void;
}

export interface EmbeddedServer {
  /** postgres:// URL of the superuser, for the database `bicorne`. */
  url: string;
  pid: number;
  /** Stops the server with everything written. May be called more than once. */
  stop(): Promise<void>;
}

export interface Connection {
  /** postgres:// URL of the superuser, for the database `bicorne`. */
  url: string;
  /** Stops the server where this call had to start it. */
  release(): Promise<void>;
}

interface ServerNote {
  identity: string;
  port: number;
}

/**
 * Starts the embedded PostgreSQL on the loopback interface, making its cluster on the
 * first call and recovering after a kill. At most one process at a time has a data
 * folder.
 *
 * @throws EmbeddedError in one sentence: already running, closed folder, other version
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const place = await findPlace(options.dataDir, options.log);
  const release = await lockOrRefuse(place.home, options);
  try {
    const password = await ensureCluster(place);
    const { server, port } = await startOnFreePort(place, options);
    await announce(place.home, server, port, password);
    let stopping: Promise<void> | undefined;
    const stop = async (): Promise<void> => {
      await server.stop();
      if (options.throwaway) await throwAway(options.dataDir, place.home);
      else await release();
    };
    void server.ended.then(async () => {
      if (stopping) return;
      await release();
      options.onUnexpectedEnd?.();
    });
    return { url: urlOf(port, password), pid: server.pid, stop: () => (stopping ??= stop()) };
  } catch (error) {
    await release();
    throw error;
  }
}

/**
 * A connection for a command: to the server of a running start, or to one of its own
 * that lives until `release`.
 *
 * @throws EmbeddedError where neither comes about
 */
export async function connectionOf({ dataDir, log }: Pick<EmbeddedOptions, 'dataDir' | 'log'>): Promise<Connection> {
  const running = await runningUrl(dataDir, log);
  if (running !== undefined) return { url: running, release: async () => undefined };
  const server = await startEmbedded({ dataDir, log, purpose: 'command' });
  return { url: server.url, release: () => server.stop() };
}

/** Waits for a start that is under way, since its server will be there in a moment. */
async function runningUrl(dataDir: string, log: (line: string) => void): Promise<string | undefined> {
  const place = await findPlace(dataDir, log);
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await wait(100)) {
    const holder = await holderOf(place.home);
    if (holder?.purpose !== 'start') return undefined;
    const note = await readNote(place.home);
    if (note && identityOf(pidOf(note.identity)) === note.identity) {
      return urlOf(note.port, await ensureCluster(place));
    }
  }
  throw new EmbeddedError(`Bicorne is starting with ${dataDir}, but its database does not answer.`);
}

async function lockOrRefuse(
  home: string,
  { dataDir, purpose = 'start' }: EmbeddedOptions,
): Promise<() => Promise<void>> {
  for (const deadline = Date.now() + PATIENCE_MS; ; await wait(100)) {
    const result = await takeLock(home, purpose).catch((error: unknown) => {
      throw new EmbeddedError(
        `The folder ${home} cannot be used (${codeOf(error)}): start as the user who started first, or name another with BICORNE_DATA_DIR.`,
        { cause: error },
      );
    });
    if (result.taken) return result.release;
    const { holder } = result;
    if (holder.purpose === 'start') {
      throw new EmbeddedError(
        `Bicorne is already running with ${dataDir} (process ${holder.pid}): stop it first, or name another folder with BICORNE_DATA_DIR.`,
      );
    }
    if (Date.now() > deadline)
      throw new EmbeddedError(`A command (process ${holder.pid}) still uses the database in ${dataDir}.`);
  }
}

async function startOnFreePort(
  place: Place,
  options: EmbeddedOptions,
): Promise<{ server: ServerProcess; port: number }> {
  const last = await readNote(place.home);
  for (let tries = 0; tries < PORT_TRIES; tries += 1) {
    const port = await freePort(tries === 0 ? (options.port ?? last?.port) : undefined);
    const server = await startServer(place, port, options.throwaway ?? false);
    if (server !== undefined) return { server, port };
  }
  throw new EmbeddedError('PostgreSQL found no free port on 127.0.0.1.');
}

/** Notes the server for commands, once there is a database to connect to. */
async function announce(home: string, server: ServerProcess, port: number, password: string): Promise<void> {
  try {
    await ensureDatabase(port, password);
    await writeNote(home, { identity: identityOf(server.pid) ?? String(server.pid), port });
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function ensureDatabase(port: number, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(port, password, 'postgres') });
  // Else a server that ends between two statements would end the process, and not this start alone.
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}

function urlOf(port: number, password: string, database = DATABASE): string {
  return `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`;
}

async function throwAway(dataDir: string, home: string): Promise<void> {
  await rm(clusterOf(home), { recursive: true, force: true });
  await rm(home, { recursive: true, force: true });
  await rm(join(dataDir, 'postgres'), { recursive: true, force: true });
}

async function readNote(home: string): Promise<ServerNote | undefined> {
  try {
    return JSON.parse(await readFile(join(home, 'server.json'), 'utf8')) as ServerNote;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

async function writeNote(home: string, note: ServerNote): Promise<void> {
  const file = join(home, 'server.json');
  await writeFile(`${file}.draft`, JSON.stringify(note), { mode: 0o600 });
  await rename(`${file}.draft`, file);
}
