import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { readFile, rename, rm, stat } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { executable } from './binaries.js';
import { clusterOf } from './cluster.js';
import { codeOf, EmbeddedError } from './embedded-error.js';
import type { Place } from './place.js';
import { commandOf, isAlive } from './process-identity.js';

/** Small on purpose: a demo or a practice of some dozen clients beside everything else. */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '60',
  shared_buffers: '64MB',
  huge_pages: 'off',
  work_mem: '4MB',
  maintenance_work_mem: '32MB',
  effective_cache_size: '256MB',
  max_wal_size: '256MB',
  // Few processes: each costs memory even when idle.
  max_wal_senders: '0',
  max_logical_replication_workers: '0',
  io_method: 'sync',
  autovacuum_max_workers: '1',
  max_parallel_workers_per_gather: '0',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // The log must not carry what people wrote.
  log_min_error_statement: 'panic',
  log_parameter_max_length_on_error: '0',
};

/** For tests: everything is lost with the machine, and thrown away anyway. */
const THROWAWAY: Readonly<Record<string, string>> = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
};

const LOG_LIMIT_BYTES = 5_000_000;
const FAST_STOP_MS = 10_000;

export interface ServerProcess {
  pid: number;
  /** Settles when the server has ended, for whatever reason. */
  ended: Promise<void>;
  /** Ends all connections and the server, with everything written; at most ten seconds. */
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL on the cluster and waits until it accepts connections. It stands in
 * a session of its own, so Ctrl-C in a terminal reaches the supervisor and not it, and a
 * guard stops it where the supervisor is killed.
 *
 * @returns undefined where the port was taken in the meantime
 * @throws EmbeddedError with what PostgreSQL said, where it does not start
 */
export async function startServer(place: Place, port: number, throwaway: boolean): Promise<ServerProcess | undefined> {
  await stopOrphan(place.home);
  const logFile = join(place.home, 'log');
  await keepLogSmall(logFile);
  const child = spawn(executable(place.binaries, 'postgres'), serverArguments(place.home, port, throwaway), {
    cwd: place.home,
    uid: place.account?.uid,
    gid: place.account?.gid,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, LC_ALL: 'C' },
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const refusal = await startedOrRefusal(child, logFile);
  if (refusal === undefined && child.pid !== undefined) {
    const guard = guardOf(child.pid);
    void ended.then(() => dismiss(guard));
    return { pid: child.pid, ended, stop: () => stopChild(child, ended) };
  }
  if (refusal?.includes('could not bind') || refusal?.includes('could not create any TCP/IP sockets')) return undefined;
  throw new EmbeddedError(`PostgreSQL did not start: ${refusal}; its log is ${logFile}.`);
}

function serverArguments(home: string, port: number, throwaway: boolean): string[] {
  const settings = { ...SETTINGS, ...(throwaway ? THROWAWAY : {}), port: String(port) };
  return ['-D', clusterOf(home), ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

/** Resolves to undefined once connections are accepted, or to why that will not happen. */
function startedOrRefusal(child: ChildProcess, logFile: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    let lastComplaint = 'it ended at once';
    const log = createWriteStream(logFile, { flags: 'a', mode: 0o600 });
    // A full disk must not end the supervisor.
    log.on('error', () => undefined);
    child.once('error', (error) => resolve(error.message));
    child.once('close', () => {
      log.end();
      resolve(lastComplaint);
    });
    if (!child.stderr) return;
    createInterface(child.stderr).on('line', (line) => {
      log.write(`${line}\n`);
      const complaint = /(?:FATAL|PANIC|WARNING|LOG): {2}(could not .*|.*)$/.exec(line);
      if (line.includes('database system is ready to accept connections')) resolve(undefined);
      else if (complaint?.[1] && (/(FATAL|PANIC): /.test(line) || complaint[1].startsWith('could not')))
        lastComplaint = complaint[1];
    });
  });
}

async function stopChild(child: ChildProcess, ended: Promise<void>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return ended;
  // SIGINT is PostgreSQL's fast stop, SIGQUIT its immediate one with recovery at the next start.
  child.kill('SIGINT');
  const hurry = setTimeout(() => child.kill('SIGQUIT'), FAST_STOP_MS);
  await ended;
  clearTimeout(hurry);
}

/**
 * A shell that reads from a pipe of this process: when this process is gone, however it
 * went, the pipe closes and the shell stops the server.
 */
function guardOf(pid: number): ChildProcess | undefined {
  if (process.platform === 'win32') return undefined;
  const guard = spawn(
    '/bin/sh',
    ['-c', 'read -r _; kill -INT "$1" 2>/dev/null', 'bicorne-postgres-guard', String(pid)],
    {
      cwd: '/',
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    },
  );
  guard.on('error', () => undefined);
  guard.unref();
  (guard.stdin as Socket | null)?.unref();
  return guard;
}

function dismiss(guard: ChildProcess | undefined): void {
  guard?.kill('SIGKILL');
}

/** Stops a server that outlived its supervisor, and removes the note of one that did not. */
async function stopOrphan(home: string): Promise<void> {
  const file = join(clusterOf(home), 'postmaster.pid');
  const pid = await notedPid(file);
  if (pid === undefined) return;
  const command = isAlive(pid) ? commandOf(pid) : '';
  // Unknown command lines are left to PostgreSQL, which checks for itself and refuses.
  if (command === undefined) return;
  if (!command.includes(clusterOf(home))) return rm(file, { force: true });
  process.kill(pid, 'SIGINT');
  for (const deadline = Date.now() + FAST_STOP_MS; isAlive(pid) && Date.now() < deadline;) await wait(25);
  if (isAlive(pid)) process.kill(pid, 'SIGQUIT');
  for (const deadline = Date.now() + FAST_STOP_MS; isAlive(pid) && Date.now() < deadline;) await wait(25);
}

async function notedPid(file: string): Promise<number | undefined> {
  try {
    const pid = Number.parseInt(await readFile(file, 'utf8'), 10);
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

async function keepLogSmall(file: string): Promise<void> {
  try {
    if ((await stat(file)).size > LOG_LIMIT_BYTES) await rename(file, `${file}.1`);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}
