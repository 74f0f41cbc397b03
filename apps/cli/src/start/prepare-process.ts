import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Config } from '@bicorne/config';
import { CliError } from '../cli-error.js';

export interface SignIn {
  /** Who it is, such as "Partner" or "Sponsor of Acme". */
  who: string;
  email: string;
  password: string;
}

/** What `bicorne prepare` tells the supervisor over IPC. */
export type PrepareMessage =
  { type: 'say'; line: string } | { type: 'prepared'; signIns: SignIn[] } | { type: 'failed'; sentence: string };

/**
 * Migrates and, on a first start, seeds, in a process of its own: what that needs
 * (the ORM, the demo texts) does not stay in the supervisor's memory.
 *
 * @returns the demo sign-ins, none where there is no demo workspace
 * @throws CliError with the sentence it gave
 */
export function prepare(
  config: Config,
  env: NodeJS.ProcessEnv,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<SignIn[]> {
  return new Promise((resolve, reject) => {
    const child = fork(join(config.projectRoot, 'apps/cli/bin.js'), ['prepare'], {
      env,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      detached: true,
      signal,
    });
    let signIns: SignIn[] | undefined;
    let sentence = 'The database could not be prepared.';
    child.on('message', (message: PrepareMessage) => {
      if (message.type === 'say') say(message.line);
      else if (message.type === 'prepared') signIns = message.signIns;
      else sentence = message.sentence;
    });
    // Also on abort; the exit follows.
    child.once('error', (error) => (sentence = error.message));
    child.once('exit', (code) => (code === 0 && signIns ? resolve(signIns) : reject(new CliError(sentence))));
  });
}
