/**
 * How well the depth measure tells thin from substantive, on the labelled corpus and on mutants of its substantive
 * documents, and what it costs. `npm run bench:depth [-- --seeds 1,2,3] [-- --verbose]`.
 */
import type { Judged, Row } from './accuracy.js';
import { ALONE, Accuracy, HALVES, KNOWN, SHARED, THIN_SECTION } from './accuracy.js';
import type { Corpus } from './corpus.js';
import { readCorpus } from './corpus.js';
import { MUTATIONS } from './mutants.js';
import type { Score } from './score.js';
import { timings } from './timing.js';

const args = process.argv.slice(2);
const seedsAt = args.indexOf('--seeds');
const seeds = seedsAt < 0 ? [1, 2, 3] : (args[seedsAt + 1] ?? '').split(',').map(Number);
const verbose = args.includes('--verbose');

const { folder, corpus } = readCorpus();
if (corpus) report(corpus);
else console.log(`No corpus at ${folder} (set BICORNE_CORPUS to its folder): accuracy is left out.\n`);
for (const line of timings()) console.log(line);

function report(found: Corpus): void {
  const accuracy = new Accuracy(found, (judged) => {
    if (verbose) explain(judged);
  });
  for (const name of accuracy.templatesNotEmpty())
    console.log(`Template ${name} is not EMPTY by itself (it should be)`);
  accuracy.measure(seeds);
  const fine = accuracy.rows.get(ALONE)!;
  const labelled = [...accuracy.rows.keys()].filter((name) => name.startsWith('corpus'));
  const mutations = MUTATIONS.flatMap((kind) => [kind, `${kind}, known`]);
  console.log(header());
  for (const name of [KNOWN, ALONE, SHARED, ...labelled]) console.log(line(name, accuracy.rows.get(name)!));
  console.log('\nMutants found, of all that were made (in the second line of each, the other documents known)');
  for (const name of mutations) console.log(line(name, accuracy.rows.get(name)!, fine));
  console.log(`seeds ${seeds.join(', ')}; EMPTY counts as thin; a section is named below depth ${THIN_SECTION}\n`);
}

function header(): string {
  const halves = HALVES.map((half) => `| ${half}: recall  specificity  balanced`).join(' ');
  return `${''.padEnd(46)} thin  fine  precision  recall  specificity  balanced  named ${halves}`;
}

/** Mutants are all thin: their specificity is that of the documents that they were made of. */
function line(name: string, row: Row, fine?: Row): string {
  const figures = (score: Score, of: Score): string[] =>
    [score.recall, of.specificity, (score.recall + of.specificity) / 2].map(figure);
  const { whole } = row;
  const counts = [whole.thinFound + whole.thinMissed, whole.fineFound + whole.fineMissed];
  const [recall = '', specificity = '', balanced = ''] = figures(whole, fine?.whole ?? whole);
  const halves = HALVES.map((half) => {
    const [r = '', s = '', b = ''] = figures(row.halves[half], (fine ?? row).halves[half]);
    return `| ${r.padStart(half.length + 8)}  ${s.padStart(11)}  ${b.padStart(8)}`;
  });
  return `${name.padEnd(46)} ${counts.map((n) => String(n).padStart(4)).join('  ')}  ${figure(whole.precision).padStart(9)}  ${recall.padStart(6)}  ${specificity.padStart(11)}  ${balanced.padStart(8)}  ${figure(whole.named)} ${halves.join(' ')}`;
}

function figure(value: number): string {
  return Number.isNaN(value) ? '-' : value.toFixed(3);
}

function explain({ name, thin, thinSections, result }: Judged): void {
  const short = (heading: string): string => heading.slice(0, 24);
  const sections = result.sections
    .slice(0, 12)
    .map((section) => `${short(section.heading)}${section.critical ? '!' : ''}=${section.depth}`);
  console.log(
    `${thin ? 'thin' : 'fine'} ${name}: ${result.verdict} ${result.depth} (${thinSections.slice(0, 4).map(short).join(', ')}) ${sections.join(' · ')}`,
  );
}
