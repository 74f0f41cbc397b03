import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../../apps/cli/build.js';

/**
 * Builds what is stale and starts one throwaway PostgreSQL with a migrated template database. Plain JavaScript, for
 * jest resolves a global setup without the mapping of our libraries.
 */
export default async function globalSetup() {
  if (process.env.BICORNE_TEST_DATABASE_URL) return;
  await build({ parts: ['server'] });
  const { startEmbedded } = await import('../../dist/libs/embedded/src/index.js');
  const { migrate } = await import('../../dist/libs/persistence/src/index.js');
  const { migrateQueue } = await import('../../dist/libs/jobs/src/index.js');
  const dataDir = await mkdtemp(join(tmpdir(), 'bicorne-test-'));
  const server = await startEmbedded({ dataDir, throwaway: true, log: () => {} });
  await migrate(server.url);
  await migrateQueue(server.url);
  process.env.BICORNE_TEST_DATABASE_URL = server.url;
  globalThis.bicorneTestServer = server;
}
