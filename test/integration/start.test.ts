import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { findProjectRoot } from '@bicorne/config';
import { living, treeOf, type ProcessRow } from '../support/processes.js';
import { freePort, runBicorne, type Run } from '../support/run.js';

// Real: the command as a person runs it, its whole process tree, ports and folders.

jest.setTimeout(90_000);

const root = findProjectRoot();
const NOBODY = 65_534;

const runs: Run[] = [];
const folders: string[] = [];

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'bicorne-start-'));
  chmodSync(made, 0o755);
  folders.push(made);
  return made;
}

function bicorne(args: string[], env: NodeJS.ProcessEnv, uid?: number): Run {
  const run = runBicorne(args, env, uid);
  runs.push(run);
  return run;
}

async function untilDead(rows: readonly ProcessRow[]): Promise<void> {
  while (living(rows).length > 0) await new Promise((resolve) => setTimeout(resolve, 50));
}

async function status(port: number, path: string): Promise<number> {
  return (await fetch(`http://127.0.0.1:${port}${path}`)).status;
}

function removeData(dataDir: string): void {
  // As root below a closed folder, the data folder only links to the database.
  try {
    rmSync(readlinkSync(join(dataDir, 'postgres')), { recursive: true, force: true });
  } catch {
    return;
  }
}

afterEach(async () => {
  for (const run of runs.splice(0)) await run.stop();
  for (const made of folders.splice(0)) {
    removeData(made);
    rmSync(made, { recursive: true, force: true });
  }
});

describe('bicorne start', () => {
  it('stands after a first start, stops without a trace, and finds its data again quickly', async () => {
    const [dataDir, port] = [folder(), await freePort()];
    const env = { BICORNE_DATA_DIR: dataDir, PORT: String(port) };

    const first = bicorne(['start'], env);
    await first.says(/^Ready at http:\/\/localhost:\d+ in/m);
    expect(await status(port, '/healthz')).toBe(200);
    expect(await status(port, '/readyz')).toBe(200);
    expect(first.output).toContain('Starting PostgreSQL');
    expect(first.output).toContain('Migrating');

    const second = bicorne(['start'], { ...env, PORT: String(await freePort()) });
    expect(await second.exited).toBe(1);
    expect(second.output).toMatch(/^Bicorne is already running with .*: stop it first/m);

    const started = treeOf(first.child.pid ?? 0);
    expect(started.length).toBeGreaterThan(3);
    first.child.kill('SIGINT');
    expect(await first.exited).toBe(0);
    expect(living(started)).toEqual([]);

    const began = Date.now();
    const third = bicorne(['start'], env);
    await third.says(/^Ready at/m);
    // Ten seconds on a machine that does nothing else; other tests run beside this one.
    expect(Date.now() - began).toBeLessThan(30_000);
    expect(third.output).not.toContain('Made the demo workspace');
    expect(third.output).not.toMatch(/Migrated/);
    third.child.kill('SIGTERM');
    expect(await third.exited).toBe(0);
  });

  it('restarts what crashes, and leaves nothing behind where it is killed itself', async () => {
    const [dataDir, port] = [folder(), await freePort()];
    const env = { BICORNE_DATA_DIR: dataDir, PORT: String(port) };
    const run = bicorne(['start'], env);
    await run.says(/^Ready at/m);
    const worker = treeOf(run.child.pid ?? 0).find((row) => row.command.includes('run/worker'));
    if (!worker) throw new Error('no worker was started');
    process.kill(worker.pid, 'SIGKILL');
    await run.says(/The worker ended unexpectedly \(SIGKILL\); starting it again in 1 s\./);

    const killed = treeOf(run.child.pid ?? 0);
    run.child.kill('SIGKILL');
    await run.exited;
    await untilDead(killed);

    const again = bicorne(['start'], env);
    await again.says(/^Ready at/m);
    expect(await status(port, '/readyz')).toBe(200);
  });
});

describe('bicorne start, where it cannot', () => {
  async function refusal(env: NodeJS.ProcessEnv, uid?: number): Promise<string> {
    const run = bicorne(['start'], { BICORNE_DATA_DIR: folder(), PORT: String(await freePort()), ...env }, uid);
    expect(await run.exited).toBe(1);
    expect(run.output).not.toMatch(/^\s+at /m);
    const lines = run.output
      .trim()
      .split('\n')
      .filter((line) => !line.includes('…') && !line.startsWith('Built in'));
    expect(lines).toHaveLength(1);
    return lines[0] ?? '';
  }

  it('says that the port is taken', async () => {
    const squatter = createServer().listen(0, '127.0.0.1');
    await once(squatter, 'listening');
    const address = squatter.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    expect(await refusal({ PORT: String(port) })).toBe(
      `Port ${port} is taken: stop what listens on it, or choose another with PORT.`,
    );
    squatter.close();
  });

  it('says that the data folder cannot be made', async () => {
    const file = join(folder(), 'file');
    writeFileSync(file, '');
    expect(await refusal({ BICORNE_DATA_DIR: join(file, 'data') })).toMatch(
      /^The data folder .*\/data cannot be used \(ENOTDIR\): make it writable, or name another with BICORNE_DATA_DIR\.$/,
    );
  });

  // Root may write anywhere, and nobody else may enter a checkout below a closed folder.
  const ordinary = process.getuid?.() === 0 ? NOBODY : undefined;
  const canTry = ordinary === undefined || openToOthers(root);
  (canTry ? it : it.skip)(
    'says that the data folder cannot be written (needs a checkout that others may read)',
    async () => {
      const closed = folder();
      chmodSync(closed, 0o555);
      expect(await refusal({ BICORNE_DATA_DIR: join(closed, 'data') }, ordinary)).toMatch(
        /^The data folder .*\/data cannot be used \(EACCES\): make it writable, or name another with BICORNE_DATA_DIR\.$/,
      );
      expect(readdirSync(closed)).toEqual([]);
    },
  );

  it('says that there is no database at DATABASE_URL, without the password', async () => {
    const port = await freePort();
    expect(await refusal({ DATABASE_URL: `postgres://bicorne:hush@127.0.0.1:${port}/bicorne` })).toBe(
      `No database for Bicorne at 127.0.0.1:${port}, nothing listens there: check DATABASE_URL.`,
    );
    expect(await refusal({ DATABASE_URL: 'postgres://bicorne:hush@no-such-host.invalid/bicorne' })).toBe(
      'No database for Bicorne at no-such-host.invalid:5432, the host name is not known: check DATABASE_URL.',
    );
  });

  it('says that there is no Redis at REDIS_URL', async () => {
    const port = await freePort();
    expect(await refusal({ REDIS_URL: `redis://:hush@127.0.0.1:${port}` })).toBe(
      `No Redis at 127.0.0.1:${port}, nothing listens there: check REDIS_URL.`,
    );
  });

  it('says which variable is wrong', async () => {
    expect(await refusal({ PORT: 'three' })).toBe('PORT must be a whole number from 1 to 65535.');
  });
});

describe('bicorne', () => {
  it.each([
    [['start', '--fast'], "Unknown option '--fast'"],
    [['stat'], "Unknown command 'stat'"],
    [['token', 'create'], "Required option '--workspace <slug>' not specified"],
  ])('%j: says what is wrong with it and ends with 2', async (args, sentence) => {
    const run = bicorne(args, {});
    expect(await run.exited).toBe(2);
    expect(run.output).toContain(sentence);
  });
});

function openToOthers(path: string): boolean {
  for (let at = path; ; at = dirname(at)) {
    if ((statSync(at).mode & 0o005) !== 0o005) return false;
    if (at === dirname(at)) return true;
  }
}
