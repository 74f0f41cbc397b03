/**
 * Many tenants at once over few connections, with errors, cancels and timeouts: `npm run tenancy:load -- --seed 7`. The
 * PostgreSQL and the API are real processes of its own.
 */
import { startEmbedded } from '@bicorne/embedded';
import { migrateQueue } from '@bicorne/jobs';
import { migrate } from '@bicorne/persistence';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOptions } from './options.js';
import { runLoad } from './run.js';
import { tableOf } from './table.js';

const options = readOptions(process.argv.slice(2));
const dataDir = await mkdtemp(join(tmpdir(), 'bicorne-load-'));
const server = await startEmbedded({ dataDir, throwaway: true, log: () => undefined });
try {
  await migrate(server.url);
  await migrateQueue(server.url);
  const result = await runLoad(server.url, options, (line) => console.log(line));
  if (result.ledger.faults.size > 0) process.exitCode = 1;
  console.log(tableOf(options, result));
} finally {
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
}
process.exit();
