/**
 * What one worker process delivers, against what the queue alone does with empty jobs: on Redis and on PostgreSQL, all in
 * one run. `npm run bench:delivery`, two minutes; `-- --long` for the memory over 100,000 deliveries.
 */
import { AlertRows } from '../../support/alert-rows.js';
import { emptyJobsPerSecond } from './empty-jobs.js';
import { latenciesAtRest } from './latency.js';
import { noticesPerSecond } from './notices.js';
import { receiver } from './receiver.js';
import { openServers, type BenchServers } from './servers.js';
import { allSettled, deliveriesPerSecond, plantDeliveries, slopeOf, startWorker, watchMemory } from './work.js';

const long = process.argv.includes('--long');
const only = process.argv.find((argument) => argument.startsWith('--backend='))?.slice('--backend='.length);

const DELIVERIES = 10_000;
const HANGING = 500;
const NOTICES = 50_000;
const FOR_MEMORY = long ? 100_000 : 20_000;
const SHARE_OF_EMPTY = { redis: 0.1, postgres: 0.5 };
const MOST_SLOWED = 0.1;
const AT_REST_MS = 2_000;
/** Of a hundred thousand deliveries; what the collector of garbage leaves lying is not more than this. */
const MOST_GROWTH_MB = 20;

let missed = 0;

function line(what: string, value: string, target = '', met = true): void {
  if (!met) missed += 1;
  console.log(`  ${what.padEnd(52)} ${value.padStart(14)}   ${target}${target ? (met ? '  met' : '  MISSED') : ''}`);
}

const perSecond = (value: number): string => `${value.toFixed(0)} /s`;

async function webhooks(servers: BenchServers, fast: number, hanging: number) {
  const [quick, stuck] = await Promise.all([receiver(), receiver({ hangs: true })]);
  const rows = await AlertRows.write(servers.databaseUrl);
  const to = [{ url: quick.url, count: fast }, ...(hanging > 0 ? [{ url: stuck.url, count: hanging }] : [])];
  await plantDeliveries(servers, rows, to);
  const worker = await startWorker(servers);
  const [rate, samples] = await Promise.all([deliveriesPerSecond(quick, fast), watchMemory(worker, quick, fast)]);
  if (hanging === 0) await allSettled(rows);
  await worker.stop();
  await rows.client.query("update delivery set state = 'FAILED' where state <> 'SENT'");
  await rows.end();
  await Promise.all([quick.stop(), stuck.stop()]);
  return { rate, samples, twice: quick.arrivals.length - fast };
}

async function run(backend: 'redis' | 'postgres'): Promise<void> {
  const servers = await openServers(backend);
  if (servers === undefined) return console.log('LEFT OUT: Redis, for there is no redis-server on the PATH.');
  try {
    console.log(`\nThe queue on ${backend === 'redis' ? 'Redis' : 'PostgreSQL'}`);
    const empty = await emptyJobsPerSecond(servers, backend === 'redis' ? 60_000 : 20_000);
    line('empty jobs, one process', perSecond(empty));

    const alone = await webhooks(servers, DELIVERIES, 0);
    const share = alone.rate / empty;
    const target = SHARE_OF_EMPTY[backend];
    line('webhooks, one process, one request each', perSecond(alone.rate));
    line('  their share of the empty jobs', share.toFixed(2), `at least ${target.toFixed(2)}`, share >= target);
    if (alone.twice > 0) line('  sent twice', String(alone.twice), 'none', false);

    const beside = await webhooks(servers, DELIVERIES, HANGING);
    const slowed = 1 - beside.rate / alone.rate;
    line('webhooks beside a receiver that hangs', perSecond(beside.rate));
    line('  slowed by', `${(slowed * 100).toFixed(1)} %`, `under ${MOST_SLOWED * 100} %`, slowed < MOST_SLOWED);

    const notices = await noticesPerSecond(servers, NOTICES);
    line('notices in the app, one process', perSecond(notices), 'at least the empty jobs', notices >= empty);

    const latencies = await latenciesAtRest(servers, 20);
    line('from drift to webhook at rest, p50', `${latencies.p50.toFixed(0)} ms`);
    line('  p95', `${latencies.p95.toFixed(0)} ms`, `under ${AT_REST_MS} ms`, latencies.p95 < AT_REST_MS);

    const { samples } = await webhooks(servers, FOR_MEMORY, 0);
    const growth = slopeOf(samples);
    const most = Math.max(...samples.map(({ megabytes }) => megabytes));
    line(`memory over ${FOR_MEMORY.toLocaleString('en')} deliveries, most`, `${most.toFixed(0)} MB`);
    const limit = long ? `under ${MOST_GROWTH_MB} MB` : '';
    line('  growth over 100,000, second half', `${growth.toFixed(1)} MB`, limit, !long || growth < MOST_GROWTH_MB);
  } finally {
    await servers.stop();
  }
}

for (const backend of ['redis', 'postgres'] as const) if (only === undefined || only === backend) await run(backend);
console.log(missed === 0 ? '\nEvery target is met.' : `\n${missed} targets are missed.`);
process.exit(missed === 0 ? 0 : 1);
