/**
 * What the rules cost on one core: recommendations, assessments and drift evaluations per second, and how each grows
 * with what it is given. `npm run bench:domain`; under a minute, without a database.
 */
import { assess, evaluateDrift, parseTemplate, recommend } from '@bicorne/domain';
import { allAnswers } from '../../../libs/domain/src/intake/all-answers.fixture.js';
import { documentOf, factsOf } from './workload.js';

/** How long each line is measured, after a third of that to warm up. */
const EACH_MS = 1500;
/** In the second month of the engagement that the facts are of. */
const NOW = new Date('2026-04-20T09:00:00Z');
const TEMPLATE = parseTemplate('# Runbook\n\n## Meaning\n\n<!-- What it says. -->\n\n## Diagnosis\n\n## Mitigation\n');

interface Cost {
  /** Processor time of one call, in milliseconds: what else the machine does is not in it. */
  ms: number;
  calls: number;
}

/** The average cost of a call, over inputs in turn. */
function cost<T>(inputs: readonly T[], call: (input: T) => unknown): Cost {
  run(inputs, call, EACH_MS / 3);
  return run(inputs, call, EACH_MS);
}

function run<T>(inputs: readonly T[], call: (input: T) => unknown, forMs: number): Cost {
  const start = process.cpuUsage();
  const end = performance.now() + forMs;
  let calls = 0;
  let kept: unknown;
  do {
    kept = call(inputs[calls % inputs.length]!);
    calls++;
  } while (performance.now() < end);
  if (kept === undefined) throw new Error('A call answered nothing');
  const { user, system } = process.cpuUsage(start);
  return { ms: (user + system) / 1000 / calls, calls };
}

function line(name: string, { ms }: Cost, note = ''): void {
  const perSecond = 1000 / ms;
  console.log(
    `${name.padEnd(48)} ${ms.toFixed(4).padStart(10)} ms ${perSecond.toFixed(perSecond < 100 ? 1 : 0).padStart(10)} a second  ${note}`,
  );
}

/** One line for each size, with the cost for each unit compared with that of the size before: 1.00 is linear. */
function growth(name: string, unit: string, sizes: readonly number[], measure: (size: number) => Cost): void {
  let before: { size: number; ms: number } | undefined;
  for (const size of sizes) {
    const measured = measure(size);
    const ratio = before ? measured.ms / size / (before.ms / before.size) : undefined;
    line(
      `${name}, ${size.toLocaleString('en')} ${unit}`,
      measured,
      ratio === undefined ? '' : `× ${ratio.toFixed(2)} for each, against the size before`,
    );
    before = { size, ms: measured.ms };
  }
}

const answers = allAnswers();
console.log(`Node ${process.version}, one core, ${EACH_MS} ms each\n`);
line('recommend', cost(answers, recommend));
console.log();
growth('assess', 'KB', [10, 100, 1000], (kilobytes) =>
  cost([documentOf(kilobytes * 1000)], (document) => assess(TEMPLATE, document)),
);
console.log();
growth('evaluateDrift', 'deliverables and decisions each', [10, 100, 1000, 10_000], (size) =>
  cost([factsOf(size)], (facts) => evaluateDrift(facts, NOW)),
);
