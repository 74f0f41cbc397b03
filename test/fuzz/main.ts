/**
 * Sends the API what it does not expect: `npm run fuzz -- --inputs 100000 --seed 7`. PostgreSQL and the API are real
 * processes of its own; what is found is printed as the request that shows it.
 */
import { startEmbedded } from '@bicorne/embedded';
import { migrateQueue } from '@bicorne/jobs';
import { migrate } from '@bicorne/persistence';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startApi } from '../support/api-server.js';
import { fuzz, type FuzzResult } from './run.js';

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '10000' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const [inputs, seed] = [Number(values.inputs), Number(values.seed)];
if (!Number.isInteger(inputs) || !Number.isInteger(seed)) throw new Error('--inputs and --seed are whole numbers.');

const dataDir = await mkdtemp(join(tmpdir(), 'bicorne-fuzz-'));
const database = await startEmbedded({ dataDir, throwaway: true, log: () => undefined });
await migrate(database.url);
await migrateQueue(database.url);
const api = await startApi(database.url, { NODE_ENV: 'production', LOG_LEVEL: 'error' });
let ok = false;
try {
  console.log(`${inputs} inputs, seed ${seed}`);
  const result = await fuzz(api, { inputs, seed, say: console.log });
  report(result);
  ok = result.findings.length === 0;
} finally {
  if (!ok) console.log(api.log().slice(-20_000));
  await api.close();
  await database.stop();
  await rm(dataDir, { recursive: true, force: true });
}
process.exit(ok ? 0 : 1);

function report({ findings, statuses, codes, memory, slowest, ...result }: FuzzResult): void {
  for (const { complaint, sent, came } of findings) {
    console.log(`\nFOUND ${complaint} (status ${came.status}, ${Math.round(came.ms)} ms)`);
    console.log(`  as ${sent.as}: ${sent.method} ${sent.path} ${JSON.stringify(sent.headers)}`);
    console.log(
      `  body ${Buffer.from(sent.raw ?? sent.body, 'base64')
        .toString()
        .slice(0, 3_000)}`,
    );
    console.log(`  answer ${came.body.slice(0, 500)}`);
  }
  const listed = (counts: ReadonlyMap<unknown, number>): string =>
    [...counts]
      .sort((one, other) => other[1] - one[1])
      .map(([key, times]) => `${String(key)}: ${times}`)
      .join(', ');
  console.log(`\n${result.inputs} inputs in ${result.seconds.toFixed(1)} s, ${findings.length} findings`);
  console.log(`statuses  ${listed(statuses)}`);
  console.log(`codes     ${listed(codes)}`);
  console.log(
    `memory    ${Math.round(memory.before)} MiB before, ${Math.round(memory.peak)} at most, ${Math.round(memory.after)} after`,
  );
  console.log(
    `slowest   ${Math.round(slowest.ms)} ms: ${slowest.sent.method} ${slowest.sent.path.slice(0, 80)} as ${slowest.sent.as}`,
  );
}
