import { headingKeys, headingOverlap, singular } from './headings.js';
import type { Table } from './markdown.js';
import { isPlaceholderText, withoutPrompts } from './placeholders.js';
import type { RequiredTable, Template } from './template.js';
import type { Word } from './words.js';
import { wordsOf } from './words.js';

/** How far a section's tables answer what the template requires. */
export interface TableFilling {
  /** Columns that no table of the section has. */
  missingColumns: string[];
  /** Rows with something in every required column; rows that say the same count once. */
  rows: number;
}

/** Reads the tables of a section against the required one; one without a row of its own counts as none. Counting stops at the number of rows required. */
export function filledRows(required: RequiredTable, tables: readonly Table[], template: Template): TableFilling {
  let best: TableFilling = { missingColumns: required.columns, rows: 0 };
  for (const table of tables) {
    if (table.rows.length === 0) continue;
    const places = required.columns.map((column) => columnPlace(column, table.header));
    const missingColumns = required.columns.filter((_, at) => places[at]! < 0);
    const rows = missingColumns.length > 0 ? 0 : countRows(required.rows, table.rows, places, template);
    if (missingColumns.length < best.missingColumns.length || rows > best.rows) best = { missingColumns, rows };
  }
  return best;
}

export function columnPlace(column: string, header: readonly string[]): number {
  const keys = headingKeys(column);
  const exact = header.findIndex((cell) => headingKeys(cell).some((key) => keys.includes(key)));
  if (exact >= 0) return exact;
  return header.findIndex((cell) => headingOverlap(headingKeys(cell)[0] ?? '', keys[0] ?? '') >= 0.5);
}

/** Rows that say the same words, the common stock aside, are one. */
function countRows(wanted: number, rows: readonly string[][], places: number[], template: Template): number {
  const different = new Set<string>();
  for (const row of rows) {
    const cells = places.map((at) => cellWords(row[at] ?? '', template));
    if (cells.some((words) => words.length === 0)) continue;
    const content = cells.flat().filter((word) => word.content);
    const said = content.length > 0 ? content : cells.flat();
    different.add([...new Set(said.map((word) => singular(word.key)))].sort().join(' '));
    if (different.size >= wanted) break;
  }
  return different.size;
}

function cellWords(cell: string, template: Template): Word[] {
  if (isPlaceholderText(cell)) return [];
  return wordsOf(withoutPrompts(cell, template.prompts).text).filter((word) => !word.placeholder);
}
