import type { Assessment, Template } from '@bicorne/domain';
import { assess, parseTemplate, shingles } from '@bicorne/domain';
import type { Corpus, Labelled } from './corpus.js';
import type { Mutant } from './mutants.js';
import { mutantsOf } from './mutants.js';
import { Random } from './random.js';
import { Score } from './score.js';

/** A section is named as thin below this depth, the threshold of a critical section. */
export const THIN_SECTION = 40;
/** The ways in which a document is assessed. */
export const ALONE = 'each document by itself';
/** A workspace knows its deliverables. What two labelled documents share is taken to be of the one that is assessed. */
export const KNOWN = 'other documents known, as in a workspace';
/** What two share is held against both. */
export const SHARED = 'other documents known, shared text nobody’s';

/** Where a constant of the measure may be chosen, and where the choice is to be checked. */
export const HALVES = ['one half', 'other half'] as const;
export type Half = (typeof HALVES)[number];

/** Scores of one row of the report, of all documents and of each half. */
export interface Row {
  whole: Score;
  halves: Record<Half, Score>;
}

/** What was judged, and how; for the report of single documents. */
export interface Judged {
  name: string;
  thin: boolean;
  thinSections: readonly string[];
  result: Assessment;
}

/**
 * Assesses the labelled documents and mutants of the substantive ones. A document and its mutants fall in one half, by
 * a hash of its path. `seeds` are the choices made for mutants: each gives a set of its own.
 */
export class Accuracy {
  readonly rows = new Map<string, Row>();
  private readonly templates: Map<string, Template>;
  /** How many documents hold a shingle. */
  private readonly holders = new Map<number, number>();
  private readonly shingles = new Map<Labelled, Set<number>>();

  constructor(
    private readonly corpus: Corpus,
    private readonly wrong: (judged: Judged) => void,
  ) {
    this.templates = new Map(
      [...corpus.templates].map(([name, text]) => [name, parseTemplate(text, { key: name.replace(/\.md$/, '') })]),
    );
    for (const document of corpus.documents) {
      const own = shingles(document.markdown);
      this.shingles.set(document, own);
      for (const shingle of own) this.holders.set(shingle, (this.holders.get(shingle) ?? 0) + 1);
    }
  }

  /** Templates that are not EMPTY by themselves; there should be none. */
  templatesNotEmpty(): string[] {
    return [...this.corpus.templates]
      .filter(([name, text]) => {
        const { verdict, depth } = assess(this.templates.get(name)!, text);
        return verdict !== 'EMPTY' || depth !== 0;
      })
      .map(([name]) => name);
  }

  measure(seeds: readonly number[]): void {
    const fine = this.corpus.documents.filter((document) => !document.thin);
    for (const document of this.corpus.documents) {
      const template = this.templateOf(document);
      const elsewhere = this.elsewhere(document, (count, own) => count > 0 && !own);
      const shared = this.elsewhere(document, (count, own) => count > (own ? 1 : 0));
      const judged = { name: document.path, thin: document.thin, thinSections: document.thinSections };
      const { markdown } = document;
      this.judge(document, ALONE, [`corpus, ${document.template}`], { ...judged, result: assess(template, markdown) });
      this.judge(document, KNOWN, [], { ...judged, result: assess(template, markdown, { elsewhere }) });
      this.judge(document, SHARED, [], { ...judged, result: assess(template, markdown, { elsewhere: shared }) });
      if (document.thin) continue;
      for (const seed of seeds)
        for (const mutant of mutantsOf(
          document,
          template,
          othersOf(document, fine),
          new Random(seed ^ hash(document.path)),
        ))
          this.judgeMutant(document, mutant, elsewhere);
    }
  }

  private judgeMutant(document: Labelled, mutant: Mutant, elsewhere: ReadonlySet<number>): void {
    const template = this.templateOf(document);
    const judged = { name: `${document.path} [${mutant.kind}]`, thin: true, thinSections: mutant.thinSections };
    const alone = assess(template, mutant.markdown);
    const known = assess(template, mutant.markdown, { elsewhere });
    this.judge(document, ALONE, [mutant.kind], { ...judged, result: alone });
    this.judge(document, KNOWN, [`${mutant.kind}, known`], { ...judged, result: known });
  }

  private judge(document: Labelled, way: string, kinds: string[], judged: Judged): void {
    const called = judged.result.verdict !== 'SUBSTANTIVE';
    const named = judged.thinSections.filter(
      (heading) => (judged.result.sections.find((section) => section.heading === heading)?.depth ?? 100) < THIN_SECTION,
    );
    for (const { whole, halves } of [way, ...kinds].map((name) => this.row(name)))
      for (const score of [whole, halves[halfOf(document)]]) {
        score.add(judged.thin, called);
        if (judged.thin) score.addSections(named.length, judged.thinSections.length);
      }
    if (called !== judged.thin) this.wrong({ ...judged, name: `${judged.name} (${way})` });
  }

  private row(name: string): Row {
    const found = this.rows.get(name);
    if (found) return found;
    const row = { whole: new Score(), halves: { 'one half': new Score(), 'other half': new Score() } };
    this.rows.set(name, row);
    return row;
  }

  private templateOf(document: Labelled): Template {
    return this.templates.get(document.template)!;
  }

  /** The shingles of the other documents, chosen by how many documents hold one and whether this one does. */
  private elsewhere(document: Labelled, chosen: (count: number, own: boolean) => boolean): Set<number> {
    const own = this.shingles.get(document)!;
    const others = new Set<number>();
    for (const [shingle, count] of this.holders) if (chosen(count, own.has(shingle))) others.add(shingle);
    return others;
  }
}

function othersOf(document: Labelled, fine: readonly Labelled[]): { like: Labelled[]; unlike: Labelled[] } {
  return {
    like: fine.filter((other) => other !== document && other.template === document.template),
    unlike: fine.filter((other) => other.template !== document.template),
  };
}

function halfOf(document: Labelled): Half {
  return HALVES[(hash(document.path) >>> 3) & 1]!;
}

function hash(text: string): number {
  return [...text].reduce((sum, char) => (Math.imul(sum, 31) + char.charCodeAt(0)) | 0, 7);
}
