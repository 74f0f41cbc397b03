import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { connectionOf, type EmbeddedServer, startEmbedded } from './embedded.js';
import { isAlive } from './process-identity.js';

// Real: PostgreSQL, its processes and files. Nothing is replaced.

const started: EmbeddedServer[] = [];
const folders: string[] = [];

function dataDir(mode = 0o755): string {
  const folder = mkdtempSync(join(tmpdir(), 'bicorne-embedded-'));
  chmodSync(folder, mode);
  folders.push(folder);
  return join(folder, 'data');
}

async function start(
  options: Partial<Parameters<typeof startEmbedded>[0]> & { dataDir: string },
): Promise<EmbeddedServer> {
  const server = await startEmbedded({ log: () => undefined, ...options });
  started.push(server);
  return server;
}

async function ask<T>(url: string, sql: string): Promise<T | undefined> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ answer: T }>(sql);
    return rows[0]?.answer;
  } finally {
    await client.end();
  }
}

afterEach(async () => {
  for (const server of started.splice(0)) await server.stop();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

describe('startEmbedded', () => {
  it('keeps its data, port and password over a restart, in UTF-8, flushed to disk', async () => {
    const folder = dataDir();
    const first = await start({ dataDir: folder });
    await ask(first.url, `create table note as select 'hütte' as text`);
    await first.stop();
    expect(isAlive(first.pid)).toBe(false);
    const second = await start({ dataDir: folder });
    expect(second.url).toBe(first.url);
    expect(await ask(second.url, 'select text as answer from note')).toBe('hütte');
    expect(await ask(second.url, `select current_setting('server_encoding') as answer`)).toBe('UTF8');
    expect(await ask(second.url, `select current_setting('fsync') as answer`)).toBe('on');
  });

  it('keeps the password for its owner, and refuses a wrong one', async () => {
    const folder = dataDir();
    const { url } = await start({ dataDir: folder, throwaway: true });
    expect(statSync(join(folder, 'postgres', 'password')).mode & 0o777).toBe(0o600);
    const wrong = new URL(url);
    wrong.password = 'wrong';
    await expect(ask(wrong.href, 'select 1 as answer')).rejects.toThrow('password authentication failed');
  });

  it('takes another port where the last one is taken', async () => {
    const folder = dataDir();
    const first = await start({ dataDir: folder });
    const port = Number(new URL(first.url).port);
    await first.stop();
    const squatter = createServer().listen(port, '127.0.0.1');
    await once(squatter, 'listening');
    try {
      const second = await start({ dataDir: folder });
      expect(Number(new URL(second.url).port)).not.toBe(port);
    } finally {
      squatter.close();
    }
  });

  it('says that it already runs', async () => {
    const folder = dataDir();
    await start({ dataDir: folder, throwaway: true });
    await expect(start({ dataDir: folder })).rejects.toThrow(
      /^Bicorne is already running with .* \(process \d+\): stop it first/,
    );
  });

  it('tells when the server ends by itself, and starts again', async () => {
    const folder = dataDir();
    const ended = new Promise<void>((resolve) => {
      void start({ dataDir: folder, onUnexpectedEnd: resolve }).then((server) => process.kill(server.pid, 'SIGKILL'));
    });
    await ended;
    const again = await start({ dataDir: folder });
    expect(await ask(again.url, 'select 1 as answer')).toBe(1);
  });

  it('says in one sentence that a folder cannot be made', async () => {
    const folder = dataDir();
    writeFileSync(folder, 'a file, no folder');
    await expect(start({ dataDir: folder })).rejects.toThrow(/^The folder .* cannot be made \((EEXIST|ENOTDIR)\)/);
  });

  it('leaves nothing of a throwaway', async () => {
    const folder = dataDir();
    const server = await start({ dataDir: folder, throwaway: true });
    await server.stop();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('works below a folder that is closed to others', async () => {
    const folder = dataDir(0o700);
    const server = await start({ dataDir: folder, throwaway: true });
    expect(await ask(server.url, 'select 1 as answer')).toBe(1);
    await server.stop();
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('connectionOf', () => {
  it('joins a running server and leaves it running', async () => {
    const folder = dataDir();
    const server = await start({ dataDir: folder, throwaway: true });
    const connection = await connectionOf({ dataDir: folder, log: () => undefined });
    expect(connection.url).toBe(server.url);
    await connection.release();
    expect(await ask(server.url, 'select 1 as answer')).toBe(1);
  });

  it('starts one for as long as it is needed, one command after the other', async () => {
    const folder = dataDir();
    const once = async (): Promise<number | undefined> => {
      const connection = await connectionOf({ dataDir: folder, log: () => undefined });
      const answer = await ask<number>(connection.url, 'select 1 as answer');
      await connection.release();
      return answer;
    };
    expect(await Promise.all([once(), once()])).toEqual([1, 1]);
    expect(existsSync(join(folder, 'postgres', 'lock'))).toBe(false);
  });
});
