/**
 * Shows that the counting finds what it is there to find: the same runs without a fault are green, and each fault that is
 * planted turns them red. `npm run chaos:faults -- --backend redis`, a few minutes.
 */
import { FAULTS, readOptions, type ChaosOptions, type Fault } from './options.js';
import { runChaos } from './run.js';
import { tableOf } from './table.js';

/** What brings each fault to light: kills, or a worker that goes on after its lease. */
const RUNS: Record<Fault, Pick<ChaosOptions, 'kills' | 'freezes'>> = {
  'send-before-commit': { kills: 15, freezes: 0 },
  'lease-without-fencing': { kills: 0, freezes: 1 },
  'outbox-outside-transaction': { kills: 15, freezes: 0 },
};

const base = readOptions(process.argv.slice(2));
const shown: string[] = [];
let wrong = 0;

async function show(what: string, options: ChaosOptions, red: boolean): Promise<void> {
  const result = await runChaos(options, () => undefined);
  const isRed = result.complaints.length > 0;
  if (isRed !== red) wrong += 1;
  console.log(tableOf(options, result));
  shown.push(`${isRed === red ? '✓' : '✗'} ${what}: ${isRed ? `red, ${result.complaints.join('; ')}` : 'green'}`);
}

for (const run of [RUNS['send-before-commit'], RUNS['lease-without-fencing']])
  await show(`${run.kills} kills, ${run.freezes} frozen, no fault`, { ...base, ...run, fault: undefined }, false);
for (const fault of FAULTS) await show(fault, { ...base, ...RUNS[fault], fault }, true);

console.log(`\n${shown.join('\n')}`);
process.exit(wrong === 0 ? 0 : 1);
