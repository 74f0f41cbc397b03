import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { findProjectRoot } from '@bicorne/config';

export interface WorkerProcess {
  child: ChildProcess;
  pid: number;
  /** Everything it has logged. */
  log(): string;
  /** Ends it as Ctrl-C or a rolling restart does. @returns its exit code */
  stop(): Promise<number | null>;
  /** Ends it as a crash of the machine does. */
  kill(): Promise<void>;
}

/** Starts a real worker from the build and waits until it says that it is ready. */
export async function startWorkerProcess(env: Record<string, string | undefined>): Promise<WorkerProcess> {
  const main = join(findProjectRoot(), 'dist', 'run', 'worker.js');
  const child = fork(main, { env: { PATH: process.env['PATH'], ...env }, silent: true, execArgv: [] });
  const lines: string[] = [];
  child.stdout?.on('data', (chunk: Buffer) => lines.push(chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => lines.push(chunk.toString()));
  const exited = once(child, 'exit');
  const said = await Promise.race([
    once(child, 'message').then(([message]) => message as { type: string }),
    exited.then(() => undefined),
  ]);
  if (said?.type !== 'ready') throw new Error(`The worker did not start: ${JSON.stringify(said)} ${lines.join('')}`);
  return {
    child,
    pid: child.pid ?? 0,
    log: () => lines.join(''),
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
      return child.exitCode;
    },
    kill: async () => {
      if (isRunning(child)) child.kill('SIGKILL');
      await exited;
    },
  };
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}
