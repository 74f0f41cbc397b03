import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { findProjectRoot } from '@bicorne/config';

// Real: the command as a person runs it, its whole process tree, ports and folders.

jest.setTimeout(90_000);

const root = findProjectRoot();
const NOBODY = 65_534;

/** A run of `bicorne`, with what it printed. */
class Run {
  output = '';
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
}

const runs: Run[] = [];
const folders: string[] = [];

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'bicorne-start-'));
  chmodSync(made, 0o755);
  folders.push(made);
  return made;
}

function bicorne(args: string[], env: NodeJS.ProcessEnv, uid?: number): Run {
  const { DATABASE_URL: _database, REDIS_URL: _redis, npm_lifecycle_event: _npm, ...rest } = process.env;
  const child = spawn(process.execPath, [join(root, 'apps/cli/bin.js'), ...args], {
    env: { ...rest, ...env },
    uid,
    gid: uid,
  });
  const run = new Run(child);
  runs.push(run);
  return run;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (typeof address !== 'object' || address === null) throw new Error('no address');
  return address.port;
}

interface ProcessRow {
  pid: number;
  parent: number;
  /** A dead process that waits for its parent is a zombie. */
  zombie: boolean;
  command: string;
}

function processes(): ProcessRow[] {
  if (process.platform !== 'linux') return processesByPs();
  const numbers = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return numbers.flatMap((name) => {
    try {
      const line = readFileSync(`/proc/${name}/stat`, 'utf8');
      const [state, parent] = line.slice(line.lastIndexOf(')') + 2).split(' ');
      return [
        {
          pid: Number(name),
          parent: Number(parent),
          zombie: state === 'Z',
          command: readFileSync(`/proc/${name}/cmdline`, 'utf8'),
        },
      ];
    } catch {
      // It ended between the two looks.
      return [];
    }
  });
}

function processesByPs(): ProcessRow[] {
  const lines = execFileSync('ps', ['-axo', 'pid=,ppid=,stat=,command='], { encoding: 'utf8' }).trim().split('\n');
  return lines.map((line) => {
    const [pid, parent, state, ...command] = line.trim().split(/\s+/);
    return {
      pid: Number(pid),
      parent: Number(parent),
      zombie: state?.startsWith('Z') ?? false,
      command: command.join(' '),
    };
  });
}

/** The process and everything it started. */
function treeOf(pid: number): ProcessRow[] {
  const all = processes();
  const below = (parent: number): ProcessRow[] =>
    all.filter((row) => row.parent === parent).flatMap((row) => [row, ...below(row.pid)]);
  return [...all.filter((row) => row.pid === pid), ...below(pid)];
}

function living(rows: readonly ProcessRow[]): ProcessRow[] {
  const alive = new Set(
    processes()
      .filter((row) => !row.zombie)
      .map((row) => row.pid),
  );
  return rows.filter((row) => alive.has(row.pid));
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
  for (const run of runs.splice(0)) {
    if (run.child.exitCode === null && run.child.signalCode === null) run.child.kill('SIGTERM');
    await run.exited;
  }
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
    const worker = treeOf(run.child.pid ?? 0).find((row) => row.command.includes('apps/worker'));
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
