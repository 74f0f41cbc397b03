import type { StructuredTextItem } from 'unpdf';

/** One line of a page as it is read. */
export interface Line {
  text: string;
  /** In points, of the larger part of its letters. */
  size: number;
  /** Height above the foot of the page, in points. */
  y: number;
  page: number;
}

/** Pieces nearer than this share of the letter height stand on one line. */
const SAME_LINE = 0.5;
/** A gap between two pieces of a line that is wider than this share of the letter height is a space. */
const SPACE = 0.15;
/** And one that is wider than this parts two cells. */
const CELL = 1.5;
const PAGE_NUMBER = /^(?:page|seite|pagina)?\s*\d{1,4}(?:\s*(?:of|von|van|\/)\s*\d{1,4})?$/i;

/** The lines of a page from top to bottom, without its number. */
export function linesOf(items: readonly StructuredTextItem[], page: number): Line[] {
  const pieces = items.filter(({ str }) => str.trim() !== '');
  const rows: StructuredTextItem[][] = [];
  // In the order of the file, which is the order of reading; what stands at the same height right of it is the same line.
  for (const piece of pieces) {
    const row = rows.at(-1);
    const last = row?.at(-1);
    const near = last && Math.abs(last.y - piece.y) <= SAME_LINE * Math.max(last.fontSize, piece.fontSize);
    if (row && last && near && piece.x >= last.x) row.push(piece);
    else rows.push([piece]);
  }
  const lines = rows.map((row): Line => ({ text: textOf(row), size: sizeOf(row), y: row[0]?.y ?? 0, page }));
  return lines.filter(({ text }, at) => !((at === 0 || at === lines.length - 1) && PAGE_NUMBER.test(text)));
}

function textOf(row: readonly StructuredTextItem[]): string {
  let text = '';
  row.forEach((piece, at) => {
    const before = row[at - 1];
    const gap = before ? piece.x - (before.x + before.width) : 0;
    if (before && gap > CELL * piece.fontSize) text += ' | ';
    else if (before && gap > SPACE * piece.fontSize) text += ' ';
    text += piece.str;
  });
  return text.replace(/\s+/g, ' ').trim();
}

function sizeOf(row: readonly StructuredTextItem[]): number {
  return mostCommon(row.map(({ fontSize, str }) => [round(fontSize), str.length]));
}

/** The value with the greatest weight in all; 0 where there is none. */
export function mostCommon(weighted: readonly (readonly [number, number])[]): number {
  const totals = new Map<number, number>();
  for (const [value, weight] of weighted) totals.set(value, (totals.get(value) ?? 0) + weight);
  let best = 0;
  let most = -1;
  for (const [value, total] of totals) if (total > most) [best, most] = [value, total];
  return best;
}

function round(size: number): number {
  return Math.round(size * 2) / 2;
}
