import type { Table, TableCell } from 'mdast';
import type { Content } from 'pdfmake';
import { inlinesOf, written, type References } from './inline.js';
import { BODY_SIZE } from './look.js';
import { textOf } from './read-markdown.js';

/** With more columns than this none would have room for a word: each row is written as a list of its cells. */
const MAX_COLUMNS = 12;
const CELL_PADDING = 6;
/** No column counts for more of the width than this many letters of its longest cell. */
const WIDE_CELL = 60;

/** A table of GitHub's Markdown, `width` points wide: its letters the smaller the more columns there are. */
export function tableOf(table: Table, references: References, width: number): Content {
  const columns = table.children.reduce((most, row) => Math.max(most, row.children.length), 1);
  const [header, ...rows] = table.children;
  if (header === undefined) return { stack: [] };
  if (columns > MAX_COLUMNS) return recordsOf(table, references);
  const fontSize = sizeFor(columns);
  const align = table.align ?? [];
  const cellsOf = (cells: readonly TableCell[], bold: boolean): Content[] =>
    Array.from({ length: columns }, (_, at) => ({
      text: inlinesOf(cells[at]?.children ?? [], references, bold ? { bold } : {}),
      alignment: align[at] ?? 'left',
      fontSize,
    }));
  return {
    table: {
      headerRows: 1,
      keepWithHeaderRows: 1,
      widths: widthsOf(table, columns, fontSize, width - columns * CELL_PADDING),
      body: [cellsOf(header.children, true), ...rows.map((row) => cellsOf(row.children, false))],
    },
    layout: 'ruled',
    margin: [0, 2, 0, 9],
  };
}

function sizeFor(columns: number): number {
  if (columns <= 4) return BODY_SIZE - 1;
  return columns <= 7 ? 7.5 : 6.5;
}

/**
 * Widths in points that fill the room: each column has room for its longest word where all have, and the rest is shared
 * by how much text there is. Fixed widths, for a long word must break rather than push the table over the edge.
 */
function widthsOf(table: Table, columns: number, fontSize: number, room: number): number[] {
  const letter = fontSize * 0.66;
  const word = new Array<number>(columns).fill(3);
  const text = new Array<number>(columns).fill(3);
  for (const row of table.children)
    row.children.forEach((cell, at) => {
      const cellText = textOf(cell);
      text[at] = Math.max(text[at] ?? 0, Math.min(WIDE_CELL, cellText.length));
      for (const one of cellText.split(/\s+/)) word[at] = Math.max(word[at] ?? 0, Math.min(one.length, 24));
    });
  const least = word.map((letters) => letters * letter);
  const leastSum = sum(least);
  if (leastSum >= room) return least.map((width) => (width / leastSum) * room);
  const wish = text.map((letters, at) => Math.max(0, letters * letter - (least[at] ?? 0)));
  const wishSum = sum(wish) || 1;
  return least.map((width, at) => width + ((wish[at] ?? 0) / wishSum) * (room - leastSum));
}

/** Each row under the one before it, its cells with the name of their column. */
function recordsOf({ children: [header, ...rows] }: Table, references: References): Content {
  const names = (header?.children ?? []).map((cell) => textOf(cell));
  const records = rows.map((row, index): Content => {
    const lines = row.children.map((cell, at): Content => ({
      text: [...written(`${names[at] ?? ''}: `, { bold: true }), ...inlinesOf(cell.children, references)],
    }));
    return { stack: [{ text: `Row ${index + 1}`, bold: true }, { ul: lines }], margin: [0, 2, 0, 6] };
  });
  return { stack: records };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
