import { describe, expect, it } from '@jest/globals';
import { findProjectRoot } from '@bicorne/config';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

// Real: everything, in processes of its own, as `npm run chaos` has it. Short: twenty kills and two hundred alerts.

const redisIsThere = (() => {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    console.warn('LEFT OUT: chaos with the queue on Redis, for redis-server is not on the PATH.');
    return false;
  }
})();

async function chaos(backend: 'postgres' | 'redis'): Promise<{ code: number | null; said: string }> {
  const main = join(findProjectRoot(), 'dist/test/chaos/main.js');
  const seed = String(Date.now() % 1_000_000);
  const child = spawn(process.execPath, [
    main,
    '--kills',
    '20',
    '--alerts',
    '200',
    '--backend',
    backend,
    '--seed',
    seed,
  ]);
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  console.info(said);
  return { code, said };
}

describe('twenty kills while alerts flow', () => {
  it.each([
    ['postgres' as const, true],
    ['redis' as const, redisIsThere],
  ])(
    'lose none and double none, the queue on %s',
    async (backend, isThere) => {
      if (!isThere) return;
      const { code, said } = await chaos(backend);
      expect(said).toContain('Nothing lost, nothing doubled.');
      expect(code).toBe(0);
    },
    240_000,
  );
});
