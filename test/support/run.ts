import { findProjectRoot } from '@bicorne/config';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** A run of `bicorne`, with what it printed. */
export class Run {
  /** Standard output and standard error, as they came. */
  output = '';
  /** Its exit code; null where a signal ended it. */
  readonly exited: Promise<number | null>;
  private readonly waiting = new Set<() => void>();

  constructor(readonly child: ChildProcess) {
    const hear = (chunk: Buffer): void => {
      this.output += chunk.toString();
      for (const check of this.waiting) check();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    this.exited = once(child, 'close').then(([code]) => {
      for (const check of this.waiting) check();
      return code as number | null;
    });
  }

  /** Resolves once the output matches; fails where the run ends without. */
  async says(pattern: RegExp): Promise<RegExpExecArray> {
    return new Promise((resolve, reject) => {
      const check = (): void => {
        const found = pattern.exec(this.output);
        if (found) resolve(found);
        else if (this.child.exitCode !== null) reject(new Error(`It ended without saying ${pattern}:\n${this.output}`));
        else return;
        this.waiting.delete(check);
      };
      this.waiting.add(check);
      check();
    });
  }

  /** Ends it as Ctrl-C does, where it still runs. @returns its exit code */
  async stop(): Promise<number | null> {
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill('SIGTERM');
    return this.exited;
  }
}

/**
 * Runs the command as a person does, in a process of its own.
 *
 * @param env beside this process's environment, of which the servers that it names are left out
 * @param uid whom to run it as; this process's user where it is left out
 */
export function runBicorne(args: readonly string[], env: NodeJS.ProcessEnv, uid?: number): Run {
  const { DATABASE_URL: _database, REDIS_URL: _redis, npm_lifecycle_event: _npm, ...rest } = process.env;
  const command = join(findProjectRoot(), 'apps/cli/bin.js');
  return new Run(spawn(process.execPath, [command, ...args], { env: { ...rest, ...env }, uid, gid: uid }));
}

/** A port that nothing listens on now. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('no address');
  return address.port;
}
