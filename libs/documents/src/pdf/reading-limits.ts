/**
 * What a document may have for its layout to cost no more than its length. People never come near these; a document that
 * goes beyond one is printed as its source. Counted rather than timed, so that every machine decides alike.
 */
const MAX_QUOTE_NESTING = 40;
const MAX_INDENT = 200;
/** Signs of emphasis, links and code in one paragraph: the parser looks back from each to those before it. */
const MAX_SIGNS = 4_000;
/** Letters in one paragraph; a long one holds its line breaks in memory all at once. */
const MAX_PARAGRAPH = 200_000;
const MAX_COLUMNS = 300;

/** Whether the document can be read and laid out at a cost that grows with its length. One pass. */
export function canBeLaidOut(markdown: string): boolean {
  let signs = 0;
  let letters = 0;
  for (const line of markdown.split(/\r\n?|\n/)) {
    if (line.trim() === '') signs = letters = 0;
    letters += line.length;
    signs += line.match(/[*_~[\]<`!&\\]/g)?.length ?? 0;
    if (signs > MAX_SIGNS || letters > MAX_PARAGRAPH) {
      if (!isRow(line)) return false;
      signs = letters = 0;
    }
    if (indentOf(line) > MAX_INDENT || nestingOf(line) > MAX_QUOTE_NESTING) return false;
    if (isRow(line) && line.split('|').length > MAX_COLUMNS) return false;
  }
  return true;
}

/** A row of a table stands by itself, however long the table is. */
function isRow(line: string): boolean {
  return line.includes('|') && line.length < 20_000;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** Quotes and list items that open on one line. */
function nestingOf(line: string): number {
  const opening = /^(?:[ \t]*(?:>|[-+*]|\d{1,9}[.)])(?=[ \t>]|$))+/.exec(line)?.[0] ?? /^[ \t>]*/.exec(line)?.[0] ?? '';
  return opening.match(/[>+*.)-]/g)?.length ?? 0;
}
