import { type ChildProcess, fork } from 'node:child_process';
import type { ChildMessage } from '@bicorne/config';
import { CliError } from '../cli-error.js';

export interface ChildOptions {
  /** As it is called in a sentence, such as "API". */
  name: string;
  /** Path of the built main module. */
  module: string;
  env: NodeJS.ProcessEnv;
  /** Limit of the old generation, MiB. */
  heapMiB: number;
  say: (line: string) => void;
}

/** Waiting times after the first, second, … crash in a row. */
const BACKOFF_MS = [1_000, 2_000, 5_000, 10_000, 30_000] as const;
/** A child that ran this long before it crashed is restarted as if for the first time. */
const STABLE_MS = 60_000;
/** A little more than a child gives itself (superviseChild). */
const KILL_AFTER_MS = 10_000;
/** The young generation: small, since many short-lived objects matter less here than memory at rest. */
const SEMI_SPACE_MIB = 4;

/** One process of the tree, kept alive until it is stopped. */
export class KeptChild {
  private process: ChildProcess | undefined;
  private stopping = false;
  private crashes = 0;
  private restart: NodeJS.Timeout | undefined;

  constructor(private readonly options: ChildOptions) {}

  /**
   * Starts the process and waits until it says that it is ready.
   *
   * @throws CliError with the sentence the process gave, or its exit code, where it ends before
   */
  async start(): Promise<void> {
    const child = this.fork();
    await new Promise<void>((resolve, reject) => {
      child.once('exit', (code, signal) =>
        reject(new CliError(`The ${this.options.name} ended before it was ready (${signal ?? `exit code ${code}`}).`)),
      );
      child.on('message', (message: ChildMessage) => {
        if (message.type === 'ready') resolve();
        else reject(new CliError(message.sentence));
      });
    });
    this.keep(child);
  }

  /** Asks the process to end, and kills it after ten seconds. */
  async stop(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.restart);
    const child = this.process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    await new Promise<void>((resolve) => {
      const kill = setTimeout(() => {
        this.options.say(`The ${this.options.name} did not stop in time and is killed.`);
        child.kill('SIGKILL');
      }, KILL_AFTER_MS);
      child.once('exit', () => {
        clearTimeout(kill);
        resolve();
      });
      child.kill('SIGTERM');
    });
  }

  private fork(): ChildProcess {
    const { module, env, heapMiB } = this.options;
    this.process = fork(module, {
      env,
      execArgv: [`--max-old-space-size=${heapMiB}`, `--max-semi-space-size=${SEMI_SPACE_MIB}`, '--enable-source-maps'],
      // A session of its own: Ctrl-C reaches the supervisor, which ends its children in order.
      detached: true,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    return this.process;
  }

  private keep(child: ChildProcess): void {
    const startedAt = Date.now();
    child.removeAllListeners('exit').removeAllListeners('message');
    child.on('message', (message: ChildMessage) => {
      if (message.type === 'failed') this.options.say(message.sentence);
    });
    const onExit = (code: number | null, signal: NodeJS.Signals | null): void => {
      if (this.stopping) return;
      this.crashes = Date.now() - startedAt > STABLE_MS ? 1 : this.crashes + 1;
      const pause = BACKOFF_MS[Math.min(this.crashes, BACKOFF_MS.length) - 1] ?? 0;
      this.options.say(
        `The ${this.options.name} ended unexpectedly (${signal ?? `exit code ${code}`}); starting it again in ${pause / 1000} s.`,
      );
      this.restart = setTimeout(() => this.keep(this.fork()), pause);
    };
    if (child.exitCode !== null || child.signalCode !== null) onExit(child.exitCode, child.signalCode);
    else child.once('exit', onExit);
  }
}
