import { findProjectRoot } from '@bicorne/config';
import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../support/run.js';

/** A built version of Bicorne in a folder of its own, as an installation has it. */
export interface Release {
  root: string;
  remove(): Promise<void>;
}

export interface RunningApi {
  url: string;
  /** What it wrote down so far: warnings and errors. */
  log(): string;
  stop(): Promise<void>;
}

const SECRET = 'a secret for migrations with more than 32 characters';

/** The version at hand, which the caller has built. */
export function presentRelease(): Release {
  return { root: findProjectRoot(import.meta.url), remove: () => Promise.resolve() };
}

/** The version of a commit, built from git with the packages of the one at hand. Takes half a minute. */
export async function releaseAt(commit: string): Promise<Release> {
  const present = findProjectRoot(import.meta.url);
  const root = await mkdtemp(join(tmpdir(), 'bicorne-release-'));
  const files = execFileSync('git', ['archive', commit], { cwd: present, maxBuffer: 2 ** 28 });
  execFileSync('tar', ['-x', '-C', root], { input: files });
  await symlink(join(present, 'node_modules'), join(root, 'node_modules'));
  execFileSync(process.execPath, [join(root, 'node_modules/@nestjs/cli/bin/nest.js'), 'build', 'bicorne'], {
    cwd: root,
    stdio: 'pipe',
  });
  return { root, remove: () => rm(root, { recursive: true, force: true }) };
}

/** A token of the owner of a workspace, made by that version. */
export function ownerToken({ root }: Release, databaseUrl: string, workspace: string): string {
  const args = [join(root, 'apps/cli/bin.js'), 'token', 'create', '--workspace', workspace, '--role', 'OWNER'];
  const env = { PATH: process.env['PATH'], DATABASE_URL: databaseUrl, BICORNE_SECRET: SECRET };
  return execFileSync(process.execPath, args, { cwd: root, env, encoding: 'utf8' }).trim();
}

/** Starts the API of that version. No limit counts its requests here. */
export async function startRelease({ root }: Release, databaseUrl: string): Promise<RunningApi> {
  const port = await freePort();
  const dataDir = await mkdtemp(join(tmpdir(), 'bicorne-release-data-'));
  const child = fork(join(root, 'dist/apps/api/src/main.js'), {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      PATH: process.env['PATH'],
      DATABASE_URL: databaseUrl,
      PORT: String(port),
      BICORNE_DATA_DIR: dataDir,
      BICORNE_SECRET: SECRET,
      REQUESTS_PER_MINUTE: '1000000',
      COST_PER_MINUTE: '1000000000',
      LOG_LEVEL: 'warn',
    },
  });
  const log: string[] = [];
  child.stdout?.on('data', (text) => log.push(String(text)));
  child.stderr?.on('data', (text) => log.push(String(text)));
  const said = await Promise.race([once(child, 'message'), once(child, 'exit').then(() => undefined)]);
  if (said === undefined) throw new Error(`The API did not start:\n${log.join('')}`);
  return {
    url: `http://127.0.0.1:${port}`,
    log: () => log.join(''),
    stop: async () => {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
