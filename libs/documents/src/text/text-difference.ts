import { diffLines, diffWordsWithSpace, type Change } from 'diff';

/** A run of text that both have, or only one. */
export interface TextPart {
  kind: 'SAME' | 'ADDED' | 'REMOVED';
  text: string;
}

/** Lines that may differ, and words within one change, before the whole counts as replaced: the cost is their square. */
const LINES_LIMIT = 400;
const WORDS_LIMIT = 200;
/** Longest change that is compared word by word, in characters. */
const WORDS_IN = 2_000;

/** What all comparisons of one document may cost together, in squares of differing lines or words. */
const BUDGET = 2_000_000;

/** What is left for the comparisons of one document. */
export interface DifferenceBudget {
  left: number;
}

export function differenceBudget(): DifferenceBudget {
  return { left: BUDGET };
}

/**
 * What changed between two texts: by lines, and within a short change by words. The same for the same texts on every
 * machine; where they have too little in common, or the budget is spent, the one is replaced by the other.
 */
export function textDifference(before: string, after: string, budget = differenceBudget()): TextPart[] {
  if (before === after) return after === '' ? [] : [{ kind: 'SAME', text: after }];
  const limit = limitOf(budget, LINES_LIMIT);
  const lines = limit > 0 ? diffLines(before, after, { maxEditLength: limit }) : undefined;
  spend(budget, lines, limit);
  if (!lines) return replaced(before, after);
  const parts: TextPart[] = [];
  for (let at = 0; at < lines.length; at++) {
    const [one, other] = [lines[at], lines[at + 1]];
    if (one?.removed && other?.added) {
      parts.push(...withinChange(one.value, other.value, budget));
      at++;
    } else if (one) parts.push(partOf(one));
  }
  return parts;
}

function limitOf({ left }: DifferenceBudget, limit: number): number {
  return Math.min(limit, Math.floor(Math.sqrt(left)));
}

function spend(budget: DifferenceBudget, changes: readonly Change[] | undefined, limit: number): void {
  const edits = changes?.reduce((sum, { added, removed, count }) => (added || removed ? sum + count : sum), 0);
  budget.left = Math.max(0, budget.left - (edits ?? limit) ** 2);
}

function withinChange(before: string, after: string, budget: DifferenceBudget): TextPart[] {
  const limit = limitOf(budget, WORDS_LIMIT);
  if (before.length > WORDS_IN || after.length > WORDS_IN || limit === 0) return replaced(before, after);
  const words = diffWordsWithSpace(before, after, { maxEditLength: limit });
  spend(budget, words, limit);
  // Where a few words happen to stay, a reader follows the two whole texts more easily.
  const same = words
    ?.filter(({ added, removed }) => !added && !removed)
    .reduce((sum, { value }) => sum + value.length, 0);
  return words && (same ?? 0) * 3 >= Math.min(before.length, after.length) ? joined(words) : replaced(before, after);
}

/** Words that changed one after the other are one change, with the spaces between them. */
function joined(words: readonly Change[]): TextPart[] {
  const parts: TextPart[] = [];
  let [before, after] = ['', ''];
  const close = (): void => {
    parts.push(...replaced(before, after));
    [before, after] = ['', ''];
  };
  words.forEach(({ added, removed, value }, at) => {
    const changes = at > 0 && at < words.length - 1 && value.trim() === '' && before !== '' && after !== '';
    if (added) after += value;
    else if (removed) before += value;
    else if (changes) [before, after] = [before + value, after + value];
    else {
      close();
      parts.push({ kind: 'SAME', text: value });
    }
  });
  close();
  return parts;
}

function partOf({ added, removed, value }: Change): TextPart {
  return { kind: added ? 'ADDED' : removed ? 'REMOVED' : 'SAME', text: value };
}

function replaced(before: string, after: string): TextPart[] {
  return [
    { kind: 'REMOVED' as const, text: before },
    { kind: 'ADDED' as const, text: after },
  ].filter(({ text }) => text !== '');
}
