import { outline } from '../depth/markdown.js';

/** A table of a document, as it is written. */
export interface SectionTable {
  /** Headings from the section down to the one that the table stands under; empty above the first heading. */
  headings: string[];
  columns: string[];
  rows: string[][];
}

/**
 * Every table of a document in order, its cells as they are written, Markdown included: read by the reader that measures
 * depth, so that what is exported is what was measured. Linear in the length.
 */
export function sectionTables(markdown: string): SectionTable[] {
  const above: { level: number; heading: string }[] = [];
  return outline(markdown).parts.flatMap((part) => {
    while (above.length > 0 && (above.at(-1)?.level ?? 0) >= part.level) above.pop();
    if (part.level > 0) above.push(part);
    const headings = above.map(({ heading }) => heading);
    return part.tables.map(({ header, rows }): SectionTable => ({ headings, columns: header, rows }));
  });
}
