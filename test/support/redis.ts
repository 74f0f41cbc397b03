import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Redis } from 'ioredis';

export interface TestRedis {
  url: string;
  stop(): Promise<void>;
}

/**
 * A Redis for one test file: an own process of `redis-server` where it is on the PATH, else the server of REDIS_URL
 * without what earlier runs left under our prefix.
 *
 * @returns undefined where there is neither
 */
export async function testRedis(): Promise<TestRedis | undefined> {
  return (await ownServer()) ?? givenServer();
}

async function givenServer(): Promise<TestRedis | undefined> {
  const url = process.env['REDIS_URL'];
  if (!url) return undefined;
  const client = new Redis(url);
  const left = await client.keys('bicorne:*');
  if (left.length > 0) await client.del(left);
  client.disconnect();
  return { url, stop: async () => undefined };
}

async function ownServer(): Promise<TestRedis | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'bicorne-redis-'));
  const port = await freePort();
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder];
  const server = spawn('redis-server', settings, { stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = new Promise<void>((resolve) => {
    server.once('exit', () => resolve());
    server.once('error', () => resolve());
  });
  const ready = new Promise<boolean>((resolve) => {
    void ended.then(() => resolve(false));
    createInterface(server.stdout).on('line', (line) => {
      if (line.includes('Ready to accept connections')) resolve(true);
    });
  });
  if (!(await ready)) {
    await rm(folder, { recursive: true, force: true });
    return undefined;
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: async () => {
      server.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
