/**
 * How well the depth measure tells thin from substantive, on the labelled corpus and on mutants of its substantive
 * documents, and what it costs. `npm run bench:depth [-- --seed N] [-- --verbose]`.
 */
import type { Assessment, Template } from '@bicorne/domain';
import { assess, parseTemplate, shingles } from '@bicorne/domain';
import type { Corpus, Labelled } from './corpus.js';
import { readCorpus } from './corpus.js';
import { MUTATIONS, mutantsOf } from './mutants.js';
import { Random } from './random.js';
import { Score } from './score.js';
import { timings } from './timing.js';

const args = process.argv.slice(2);
const seed = Number(args[args.indexOf('--seed') + 1] ?? 1) || 1;
const verbose = args.includes('--verbose');
/** A section is named as thin below this depth, the threshold of a critical section. */
const THIN_SECTION = 40;

const { folder, corpus } = readCorpus();
if (corpus) measure(corpus);
else console.log(`No corpus at ${folder} (set BICORNE_CORPUS to its folder): accuracy is left out.\n`);
for (const line of timings()) console.log(line);

function measure(found: Corpus): void {
  const templates = new Map(
    [...found.templates].map(([name, text]) => [name, parseTemplate(text, { key: name.replace(/\.md$/, '') })]),
  );
  const templateOf = (document: Labelled): Template => templates.get(document.template)!;
  const all = new Score();
  // As in the product, where the workspace's other deliverables are known, and text borrowed from them with them.
  const informed = new Score();
  const rows: [string, Score][] = [];
  const row = (name: string): Score => {
    const existing = rows.find(([key]) => key === name)?.[1];
    if (existing) return existing;
    const score = new Score();
    rows.push([name, score]);
    return score;
  };
  const judge = (
    name: string,
    group: Score[],
    thin: boolean,
    thinSections: readonly string[],
    result: Assessment,
  ): void => {
    const called = result.verdict !== 'SUBSTANTIVE';
    const named = thinSections.filter(
      (heading) => (result.sections.find((section) => section.heading === heading)?.depth ?? 100) < THIN_SECTION,
    );
    for (const score of group) {
      score.add(thin, called);
      if (thin) score.addSections(named.length, thinSections.length);
    }
    if (verbose && (called !== thin || named.length < thinSections.length)) explain(name, thin, thinSections, result);
  };

  for (const [name, text] of found.templates) {
    const empty = assess(templates.get(name)!, text);
    if (empty.verdict !== 'EMPTY' || empty.depth !== 0)
      console.log(`Template ${name} by itself: ${empty.verdict}, depth ${empty.depth} (should be EMPTY, 0)`);
  }
  const fine = found.documents.filter((document) => !document.thin);
  for (const document of found.documents) {
    const result = assess(templateOf(document), document.markdown);
    const kind = `corpus, ${document.template}`;
    judge(document.path, [all, informed, row(kind)], document.thin, document.thinSections, result);
    if (!document.thin) for (const mutation of MUTATIONS) row(mutation).add(false, result.verdict !== 'SUBSTANTIVE');
  }
  const borrowed = row('the last two, other document known');
  for (const document of fine) {
    const random = new Random(seed ^ hash(document.path));
    const others = {
      like: fine.filter((other) => other !== document && other.template === document.template),
      unlike: fine.filter((other) => other.template !== document.template),
    };
    for (const mutant of mutantsOf(document, templateOf(document), others, random)) {
      const result = assess(templateOf(document), mutant.markdown);
      const known = mutant.borrowed === undefined;
      judge(
        `${document.path} [${mutant.kind}]`,
        [all, row(mutant.kind), ...(known ? [informed] : [])],
        true,
        mutant.thinSections,
        result,
      );
      if (mutant.borrowed !== undefined) {
        const elsewhere = shingles(mutant.borrowed);
        judge(
          `${document.path} [known]`,
          [informed, borrowed],
          true,
          mutant.thinSections,
          assess(templateOf(document), mutant.markdown, { elsewhere }),
        );
      }
    }
  }
  print([['all, each document by itself', all], ['all, other deliverables known', informed], ...rows]);
}

function print(rows: readonly [string, Score][]): void {
  console.log(`${'kind'.padEnd(44)} thin  fine  precision  recall  specificity  balanced  sections named`);
  for (const [name, score] of rows) {
    const counts = [score.thinFound + score.thinMissed, score.fineFound + score.fineMissed]
      .map((n) => String(n).padStart(4))
      .join('  ');
    const figures = [score.precision, score.recall, score.specificity, score.balanced, score.named].map(figure);
    console.log(
      `${name.padEnd(44)} ${counts}  ${figures[0]!.padStart(9)}  ${figures[1]!.padStart(6)}  ${figures[2]!.padStart(11)}  ${figures[3]!.padStart(8)}  ${figures[4]!.padStart(14)}`,
    );
  }
  console.log(`seed ${seed}; EMPTY counts as thin; a section is named below depth ${THIN_SECTION}\n`);
}

function figure(value: number): string {
  return Number.isNaN(value) ? '-' : value.toFixed(3);
}

function explain(name: string, thin: boolean, thinSections: readonly string[], result: Assessment): void {
  const short = (heading: string): string => heading.slice(0, 24);
  const sections = result.sections
    .slice(0, 12)
    .map((section) => `${short(section.heading)}${section.critical ? '!' : ''}=${section.depth}`);
  console.log(
    `${thin ? 'thin' : 'fine'} ${name}: ${result.verdict} ${result.depth} (${thinSections.slice(0, 4).map(short).join(', ')}) ${sections.join(' · ')}`,
  );
}

function hash(text: string): number {
  return [...text].reduce((sum, char) => (Math.imul(sum, 31) + char.charCodeAt(0)) | 0, 7);
}
