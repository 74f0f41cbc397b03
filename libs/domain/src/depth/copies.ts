import type { ShingleSet, Sentence } from './shingles.js';
import { RUN, eachRun } from './shingles.js';

/** Where a word of a document comes from. */
export const OWN = 0;
export const TEMPLATE = 1;
export const SECTIONS = 2;
export const ELSEWHERE = 3;

/** A sentence with the place of its section. */
export interface Placed {
  sentence: Sentence;
  place: number;
  /** Stands in a field: there a word of the guidance may be the answer, such as "Accepted". */
  field?: boolean;
}

/** The template's own text: its runs, and its sentences to look up words in. */
export interface TemplateText {
  ownRuns: ShingleSet;
  ownSentences: SentenceIndex;
}

/**
 * Two sections of one document may share a phrase; a copy is a whole sentence, or at least so many words on end.
 * Against the template and other deliverables a run is enough, and the whole of a shorter sentence.
 */
const COPIED_WORDS = 8;
/** A word in more sentences of one place than this is no way to find one there; keeps the search linear. */
const COMMON = 64;
const SEVERAL = -2;

/**
 * Sentences by their words: finds whether all words of a sentence stand in one sentence of another place. Asking for
 * the words rather than their order makes a copy stay a copy when words are taken out of it.
 */
export class SentenceIndex {
  private readonly sets: Set<string>[] = [];
  /** For each place, the sentences there that hold a word; and for each word, the places that have it. */
  private readonly byPlace = new Map<number, Map<string, number[]>>();
  private readonly placesOf = new Map<string, number[]>();

  constructor(sentences: Iterable<Placed>) {
    for (const { sentence, place } of sentences) {
      const words = new Set(sentence.map((word) => word.key));
      const at = this.sets.push(words) - 1;
      let here = this.byPlace.get(place);
      if (!here) this.byPlace.set(place, (here = new Map<string, number[]>()));
      for (const word of words) {
        const list = here.get(word);
        if (list) {
          if (list.length <= COMMON) list.push(at);
          continue;
        }
        here.set(word, [at]);
        const places = this.placesOf.get(word);
        if (places) places.push(place);
        else this.placesOf.set(word, [place]);
      }
    }
  }

  /**
   * Whether a sentence of a place other than `place` holds every word of this one. One whose words are all common in
   * another place is taken to stand there: so a part of what is held is held as well.
   */
  holds(sentence: Sentence, place: number): boolean {
    const [first] = sentence;
    if (!first) return false;
    return (this.placesOf.get(first.key) ?? []).some((other) => other !== place && this.holdsAt(sentence, other));
  }

  private holdsAt(sentence: Sentence, place: number): boolean {
    const here = this.byPlace.get(place)!;
    let candidates: number[] | undefined;
    for (const word of sentence) {
      const list = here.get(word.key);
      if (!list) return false;
      if (list.length <= COMMON && (!candidates || list.length < candidates.length)) candidates = list;
    }
    return candidates?.some((at) => sentence.every((word) => this.sets[at]!.has(word.key))) ?? true;
  }
}

/** Tells, for each word of a document's sentences, where it comes from. */
export class Copies {
  private readonly index: SentenceIndex;
  /** Which place a run stands in, or SEVERAL. */
  readonly runs = new Map<number, number>();

  constructor(
    sentences: readonly Placed[],
    private readonly template: TemplateText,
  ) {
    this.index = new SentenceIndex(sentences);
    for (const { sentence, place } of sentences) {
      eachRun(sentence, (hash) => {
        const before = this.runs.get(hash);
        if (before === undefined) this.runs.set(hash, place);
        else if (before !== place) this.runs.set(hash, SEVERAL);
      });
    }
  }

  /** @param elsewhere the runs that stand in other documents */
  sourcesOf({ sentence, place, field }: Placed, elsewhere: ShingleSet): Uint8Array {
    const sources = new Uint8Array(sentence.length);
    if (sentence.length === 0) return sources;
    if (!field && this.template.ownSentences.holds(sentence, place)) return sources.fill(TEMPLATE);
    if (!field && this.index.holds(sentence, place)) sources.fill(SECTIONS);
    else mark(sources, sentence, SECTIONS, COPIED_WORDS, (hash) => this.runs.get(hash) === SEVERAL);
    // Over what sections share: what comes from outside is not the document's, in however many sections it stands.
    mark(sources, sentence, ELSEWHERE, RUN, (hash) => elsewhere.has(hash));
    mark(sources, sentence, TEMPLATE, RUN, (hash) => this.template.ownRuns.has(hash));
    return sources;
  }
}

/** Marks stretches of at least `least` words, or the whole sentence, whose runs all are known. */
function mark(
  sources: Uint8Array,
  sentence: Sentence,
  source: number,
  least: number,
  known: (hash: number) => boolean,
): void {
  let from = -1;
  let end = -1;
  const close = (): void => {
    if (from >= 0 && end - from >= Math.min(least, sentence.length)) sources.fill(source, from, end);
    from = -1;
  };
  eachRun(sentence, (hash, start, stop) => {
    if (!known(hash)) close();
    else {
      if (from < 0) from = start;
      end = stop;
    }
  });
  close();
}
