/**
 * What a document may have for its layout to cost no more than its length. People never come near these; a document that
 * goes beyond one is printed as its source. Counted rather than timed, so that every machine decides alike.
 */
const MAX_QUOTE_NESTING = 40;
const MAX_INDENT = 200;
/** Signs of emphasis, links and code in one block: the parser looks back from each to those before it. */
const MAX_SIGNS = 1_000;
/** Letters in one block; the layout holds its line breaks all at once. */
const MAX_LETTERS = 200_000;
const MAX_COLUMNS = 300;
/** Blocks in the whole document, each counted once more for every quote or list that it stands in. */
const MAX_BLOCKS = 40_000;

/** Whether the document can be read and laid out at a cost that grows with its length. One pass. */
export function canBeLaidOut(markdown: string): boolean {
  let blocks = 0;
  let signs = 0;
  let letters = 0;
  let fresh = true;
  for (const line of markdown.split(/\r\n?|\n/)) {
    const nesting = nestingOf(line);
    const begins = nesting > 0 || isRow(line) || /^ {0,3}#{1,6}\s/.test(line);
    if (fresh || begins) {
      blocks += 1 + nesting;
      signs = letters = 0;
    }
    fresh = line.trim() === '';
    letters += line.length;
    signs += line.match(/[*_~[\]<`!&\\]/g)?.length ?? 0;
    if (signs > MAX_SIGNS || letters > MAX_LETTERS || blocks > MAX_BLOCKS) return false;
    if (nesting > MAX_QUOTE_NESTING || indentOf(line) > MAX_INDENT) return false;
    if (isRow(line) && line.split('|').length > MAX_COLUMNS) return false;
  }
  return true;
}

function isRow(line: string): boolean {
  return line.includes('|');
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** Quotes and list items that open on one line. */
function nestingOf(line: string): number {
  const opening = /^[ \t]*(?:(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]|$))[ \t]*)+/.exec(line)?.[0] ?? '';
  return opening.match(/[>+*.)-]/g)?.length ?? 0;
}
