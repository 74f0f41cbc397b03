/**
 * What one worker process delivers, against what the queue alone does with empty jobs: on Redis and on PostgreSQL, all in
 * one run. `npm run bench:delivery`, two minutes; `-- --long` for the memory over 100,000 deliveries.
 */
import { AlertRows } from '../../support/alert-rows.js';
import { emptyJobsPerSecond } from './empty-jobs.js';
import { latenciesAtRest } from './latency.js';
import { growthOf, watchMemory, type MemorySample } from './memory.js';
import { noticesPerSecond } from './notices.js';
import { receiver } from './receiver.js';
import { openServers, type BenchServers } from './servers.js';
import { allSettled, deliveriesPerSecond, plantDeliveries, startWorker } from './work.js';

const long = process.argv.includes('--long');
const only = process.argv.find((argument) => argument.startsWith('--backend='))?.slice('--backend='.length);

const DELIVERIES = 10_000;
/** Alone and beside a hanging receiver by turns: one pair tells more of the machine than of the product. */
const PAIRS = 5;
const HANGING = 500;
const NOTICES = 50_000;
const FOR_MEMORY = long ? 100_000 : 20_000;
const SHARE_OF_EMPTY = { redis: 0.1, postgres: 0.5 };
const MOST_SLOWED = 0.1;
const AT_REST_MS = 2_000;
/** Of a hundred thousand deliveries, which would be 200 bytes of each. */
const MOST_GROWTH_MB = 20;

let missed = 0;

function line(what: string, value: string, target = '', met?: boolean): void {
  if (met === false) missed += 1;
  console.log(
    `  ${what.padEnd(52)} ${value.padStart(14)}   ${target}${met === undefined ? '' : met ? '  met' : '  MISSED'}`,
  );
}

const mega = (value: number): string => `${value.toFixed(1)} MB`;
const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const listed = (rates: readonly number[]): string => rates.map((rate) => rate.toFixed(0)).join(', ');
const perSecond = (value: number): string => `${value.toFixed(0)} /s`;

async function webhooks(servers: BenchServers, fast: number, hanging: number, { watched = false } = {}) {
  const [quick, stuck] = await Promise.all([receiver(), receiver({ hangs: true })]);
  const rows = await AlertRows.write(servers.databaseUrl);
  const to = [{ url: quick.url, count: fast }, ...(hanging > 0 ? [{ url: stuck.url, count: hanging }] : [])];
  await plantDeliveries(servers, rows, to);
  const worker = await startWorker(servers);
  const [rate, samples] = await Promise.all([
    deliveriesPerSecond(quick, fast),
    watched ? watchMemory(worker, quick, fast) : [],
  ]);
  if (hanging === 0) await allSettled(rows);
  await worker.stop();
  await rows.client.query("update delivery set state = 'FAILED' where state <> 'SENT'");
  await rows.end();
  await Promise.all([quick.stop(), stuck.stop()]);
  if (quick.arrivals.length > fast) line('  sent twice', String(quick.arrivals.length - fast), 'none', false);
  return { rate, samples };
}

function flat(samples: readonly MemorySample[], what: 'live' | 'resident'): void {
  const growth = growthOf(samples, what);
  console.log(`  ${samples.map((sample) => sample[what].toFixed(0)).join(' ')}`);
  line(`  growth of what is ${what}, second half`, mega(growth), `under ${MOST_GROWTH_MB} MB`, growth < MOST_GROWTH_MB);
}

async function run(backend: 'redis' | 'postgres'): Promise<void> {
  const servers = await openServers(backend);
  if (servers === undefined) return console.log('LEFT OUT: Redis, for there is no redis-server on the PATH.');
  try {
    console.log(`\nThe queue on ${backend === 'redis' ? 'Redis' : 'PostgreSQL'}`);
    const empty = await emptyJobsPerSecond(servers, backend === 'redis' ? 60_000 : 20_000);
    line('empty jobs, one process', perSecond(empty));

    const alone: number[] = [];
    const beside: number[] = [];
    for (let pair = 0; pair < PAIRS; pair += 1) {
      alone.push((await webhooks(servers, DELIVERIES, 0)).rate);
      beside.push((await webhooks(servers, DELIVERIES, HANGING)).rate);
    }
    const share = median(alone) / empty;
    const target = SHARE_OF_EMPTY[backend];
    line('webhooks, one process, one request each', perSecond(median(alone)), `of ${listed(alone)}`);
    line('  their share of the empty jobs', share.toFixed(2), `at least ${target.toFixed(2)}`, share >= target);
    const slowed = 1 - median(beside) / median(alone);
    line('webhooks beside a receiver that hangs', perSecond(median(beside)), `of ${listed(beside)}`);
    line('  slowed by', `${(slowed * 100).toFixed(1)} %`, `under ${MOST_SLOWED * 100} %`, slowed < MOST_SLOWED);

    const notices = await noticesPerSecond(servers, NOTICES);
    line('notices in the app, one process', perSecond(notices), 'at least the empty jobs', notices >= empty);

    const latencies = await latenciesAtRest(servers, 20);
    line('from drift to webhook at rest, p50', `${latencies.p50.toFixed(0)} ms`);
    line('  p95', `${latencies.p95.toFixed(0)} ms`, `under ${AT_REST_MS} ms`, latencies.p95 < AT_REST_MS);

    const { samples } = await webhooks(servers, FOR_MEMORY, 0, { watched: true });
    line(
      `memory over ${FOR_MEMORY.toLocaleString('en')} deliveries, most`,
      mega(Math.max(...samples.map(({ resident }) => resident))),
    );
    if (long) for (const what of ['live', 'resident'] as const) flat(samples, what);
  } finally {
    await servers.stop();
  }
}

for (const backend of ['redis', 'postgres'] as const) if (only === undefined || only === backend) await run(backend);
console.log(missed === 0 ? '\nEvery target is met.' : `\n${missed} targets are missed.`);
process.exit(missed === 0 ? 0 : 1);
