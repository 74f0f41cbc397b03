import type { Hat } from '@bicorne/domain';
import type { Style, TableLayout } from 'pdfmake';

/** A4 in points. */
export const PAGE = { width: 595.28, height: 841.89, left: 56, right: 56, top: 72, bottom: 64 } as const;
export const TEXT_WIDTH = PAGE.width - PAGE.left - PAGE.right;

export const INK = '#1b1f24';
export const QUIET = '#5b6570';
export const LINE = '#d5dae0';
export const WASH = '#f4f6f8';
export const LINK = '#1b5ba6';

/** The colours of the hats, the same as on the screens; a square marks the CTO, a diamond the CAIO. */
export const HAT_COLOURS: Readonly<Record<Hat, string>> = { CTO: '#1b5ba6', CAIO: '#a04a06' };

export const BODY_SIZE = 9.5;

export const STYLES: Record<string, Style> = {
  h1: { fontSize: 20, bold: true, lineHeight: 1.15, margin: [0, 0, 0, 8] },
  h2: { fontSize: 14, bold: true, lineHeight: 1.2, margin: [0, 14, 0, 5] },
  h3: { fontSize: 11.5, bold: true, lineHeight: 1.25, margin: [0, 10, 0, 4] },
  h4: { fontSize: BODY_SIZE, bold: true, margin: [0, 8, 0, 3] },
  h5: { fontSize: BODY_SIZE, bold: true, color: QUIET, margin: [0, 6, 0, 3] },
  h6: { fontSize: BODY_SIZE, italics: true, color: QUIET, margin: [0, 6, 0, 3] },
};

/** Lines between rows alone. */
export const RULED: TableLayout = {
  hLineWidth: (line, node) => (line === 0 ? 0 : line === 1 || line === node.table.body.length ? 0.8 : 0.4),
  vLineWidth: () => 0,
  hLineColor: (line) => (line === 1 ? QUIET : LINE),
  paddingLeft: () => 3,
  paddingRight: () => 3,
  paddingTop: () => 3,
  paddingBottom: () => 3,
};

/** A washed box, for code. */
export const BOXED: TableLayout = {
  hLineWidth: () => 0,
  vLineWidth: () => 0,
  fillColor: () => WASH,
  paddingLeft: () => 8,
  paddingRight: () => 8,
  paddingTop: () => 6,
  paddingBottom: () => 6,
};

/** A line at the left, for what is quoted. */
export const QUOTED: TableLayout = {
  hLineWidth: () => 0,
  vLineWidth: (line) => (line === 0 ? 2 : 0),
  vLineColor: () => LINE,
  paddingLeft: () => 10,
  paddingRight: () => 0,
  paddingTop: () => 1,
  paddingBottom: () => 1,
};
