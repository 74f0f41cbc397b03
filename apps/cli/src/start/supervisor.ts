import { join } from 'node:path';
import type { Config } from '@bicorne/config';
import { checkDataFolder, checkPort, checkRedis } from './checks.js';
import { KeptChild } from './child-process.js';
import { startDatabase } from './database.js';
import { prepare, type SignIn } from './prepare-process.js';

/** MiB; with the database's own 64 MB the whole tree stays under 900 MiB. */
const HEAP_MIB = { api: 256, worker: 160 } as const;
const PARENT_CHECK_MS = 2_000;

/**
 * Starts everything in one process tree and keeps it alive until SIGINT, SIGTERM,
 * SIGHUP or the end of `npm start`; then stops it in order: the processes first, the
 * database last.
 *
 * Says what it does through `say`, a line at a time.
 *
 * @throws CliError | EmbeddedError in one sentence where it cannot start; what was
 *   started by then is stopped
 */
export async function supervise(config: Config, env: NodeJS.ProcessEnv, say: (line: string) => void): Promise<void> {
  const stopAsked = new AbortController();
  const stoppers: (() => Promise<void>)[] = [];
  const endListening = onStopAsked(env, () => stopAsked.abort());
  try {
    const signIns = await startAll({ config, env, say, stoppers, signal: stopAsked.signal });
    greet(config, signIns, say);
    await aborted(stopAsked.signal);
  } catch (error) {
    if (!stopAsked.signal.aborted) throw error;
  } finally {
    if (stopAsked.signal.aborted) say('Stopping …');
    for (const stop of stoppers.reverse()) await stop();
    if (stopAsked.signal.aborted) say('Stopped.');
    endListening();
  }
}

interface Start {
  config: Config;
  env: NodeJS.ProcessEnv;
  say: (line: string) => void;
  /** Undo what was started so far when called from the last to the first. */
  stoppers: (() => Promise<void>)[];
  signal: AbortSignal;
}

async function startAll({ config, env, say, stoppers, signal }: Start): Promise<SignIn[]> {
  await checkPort(config.host, config.port);
  await checkDataFolder(config.dataDir);
  if (config.redisUrl !== undefined) await checkRedis(config.redisUrl);

  const database = await startDatabase(config, say);
  stoppers.push(() => database.stop());
  signal.throwIfAborted();

  const childEnv = environmentOf(config, env, database.url);
  const signIns = await prepare(config, childEnv, say, signal);
  signal.throwIfAborted();

  say('Starting the API and the worker …');
  const module = (app: string): string => join(config.projectRoot, 'dist/run', `${app}.js`);
  const children = [
    new KeptChild({ name: 'API', module: module('api'), env: childEnv, heapMiB: HEAP_MIB.api, say }),
    new KeptChild({ name: 'worker', module: module('worker'), env: childEnv, heapMiB: HEAP_MIB.worker, say }),
  ];
  const stopChildren = async (): Promise<void> => void (await Promise.all(children.map((child) => child.stop())));
  stoppers.push(stopChildren);
  signal.addEventListener('abort', () => void stopChildren());
  await Promise.all(children.map((child) => child.start()));
  return signIns;
}

/** The children get what was found out here, so that they need not find it out again. */
function environmentOf(config: Config, env: NodeJS.ProcessEnv, databaseUrl: string): NodeJS.ProcessEnv {
  return {
    ...env,
    DATABASE_URL: databaseUrl,
    BICORNE_SECRET: config.secret,
    BICORNE_DATA_DIR: config.dataDir,
    PORT: String(config.port),
    HOST: config.host,
    // A terminal is for people: requests are logged where LOG_LEVEL asks for it.
    LOG_LEVEL: env.LOG_LEVEL || 'warn',
  };
}

function greet(config: Config, signIns: readonly SignIn[], say: (line: string) => void): void {
  say(`Ready at ${config.baseUrl} in ${(performance.now() / 1000).toFixed(1)} s.`);
  if (signIns.length > 0) {
    const widest = (key: keyof SignIn): number => Math.max(...signIns.map((signIn) => signIn[key].length));
    say('\nSign in to the demo workspace:');
    for (const { who, email, password } of signIns) {
      say(`  ${who.padEnd(widest('who'))}  ${email.padEnd(widest('email'))}  ${password}`);
    }
  }
  say('\nCtrl-C stops everything.');
}

/** One Ctrl-C may arrive twice, from the terminal and from npm: the second changes nothing. */
function onStopAsked(env: NodeJS.ProcessEnv, stop: () => void): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, stop);
  const watch = watchParent(env, stop);
  return () => {
    clearInterval(watch);
    for (const signal of signals) process.off(signal, stop);
  };
}

/**
 * npm and the shell between do not always hand a signal on, and cannot where they are
 * killed: under npm the start ends with its parent.
 */
function watchParent(env: NodeJS.ProcessEnv, stop: () => void): NodeJS.Timeout | undefined {
  if (env.npm_lifecycle_event === undefined) return undefined;
  const parent = process.ppid;
  return setInterval(() => {
    if (process.ppid !== parent) stop();
  }, PARENT_CHECK_MS);
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
