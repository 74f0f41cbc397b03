import type { Hat } from '@bicorne/domain';
import pdfmake from 'pdfmake';
import type { Content, Definition, Shape } from 'pdfmake';
import { contentOf } from './blocks.js';
import { FONT_FILES, FONTS } from './fonts.js';
import { written } from './inline.js';
import { BODY_SIZE, BOXED, HAT_COLOURS, INK, LINE, PAGE, QUIET, QUOTED, RULED, STYLES } from './look.js';
import { readMarkdown, textOf } from './read-markdown.js';
import { canBeLaidOut } from './reading-limits.js';

/** A document to be printed. */
export interface PdfDocument {
  markdown: string;
  title: string;
  /** Whom it is about; stands at the head of every page. */
  client: string;
  /** Who wrote it: the consultancy. */
  author: string;
  /** The hats that it is about, with their marks at the head of every page. */
  hats: readonly Hat[];
  /** The moment that the PDF says it was made at. Nothing else in it depends on the clock. */
  date: Date;
  /** Facts under the title, such as the revision; none where the Markdown says all. */
  facts?: readonly { label: string; value: string }[];
  /** BCP 47; English if left out. */
  language?: string;
}

/** As many letters as a line of source has room for. */
const SOURCE_LINE = /.{1,112}/gu;
const MAX_SOURCE_LINES = 20_000;

// Nothing is fetched and no file is read but the fonts, whatever a document says.
pdfmake.setFonts(FONTS);
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => FONT_FILES.has(path));
pdfmake.setTableLayouts({ ruled: RULED, boxed: BOXED, quoted: QUOTED });

/**
 * Prints a document of GitHub's Markdown on A4. The same document gives the same bytes.
 *
 * Takes the process for its whole time, a second or more for each 100 kB: what is longer than a page or two belongs
 * into a thread (`openPdfThread`).
 */
export async function markdownPdf(document: PdfDocument): Promise<Buffer> {
  if (!canBeLaidOut(document.markdown)) return sourcePdf(document);
  const root = readMarkdown(document.markdown);
  const [first, ...rest] = root.children;
  const titled = document.facts && first?.type === 'heading' && first.depth === 1 && textOf(first).trim() !== '';
  return printed(document, contentOf(titled ? { ...root, children: rest } : root), titled ? textOf(first) : undefined);
}

/** The same document as its source, line by line, without reading it: for what cannot be laid out. */
async function sourcePdf(document: PdfDocument): Promise<Buffer> {
  const lines = document.markdown
    .split(/\r\n?|\n/)
    .flatMap((line) => line.replaceAll('\t', '    ').match(SOURCE_LINE) ?? [' ']);
  const shown = lines.slice(0, MAX_SOURCE_LINES).map((line): Content => ({
    text: line.trim() === '' ? ' ' : written(line, {}, 'Mono'),
    preserveLeadingSpaces: true,
    fontSize: 7,
    lineHeight: 1.2,
  }));
  const left = lines.length - shown.length;
  if (left > 0) shown.push({ text: `${left} more lines stand in the source alone.`, italics: true });
  return printed(document, shown);
}

/** @param heading stands above the facts; the title where the document has no heading of its own */
async function printed(document: PdfDocument, content: Content[], heading = document.title): Promise<Buffer> {
  const { title, author, client, language = 'en', date } = document;
  const definition: Definition = {
    pageSize: 'A4',
    pageMargins: [PAGE.left, PAGE.top, PAGE.right, PAGE.bottom],
    version: '1.7',
    displayTitle: true,
    language,
    info: {
      title,
      author,
      subject: client,
      creator: 'Bicorne',
      producer: 'Bicorne',
      creationDate: date,
      modDate: date,
    },
    defaultStyle: { font: 'Inter', fontSize: BODY_SIZE, lineHeight: 1.35, color: INK },
    styles: STYLES,
    header: headerOf(document),
    footer: (page, pages) => footerOf(document, page, pages),
    content: factsOf(document, heading).concat(content),
  };
  return pdfmake.createPdf(definition).getBuffer();
}

function headerOf({ client, hats }: PdfDocument): Content {
  return {
    margin: [PAGE.left, 30, PAGE.right, 0],
    fontSize: 8,
    color: QUIET,
    columns: [
      { text: written(client), width: '*' },
      ...hats.flatMap((hat): Content[] => [
        { canvas: [markOf(hat)], width: 11, margin: [0, 2.5, 0, 0] },
        { text: hat, bold: true, color: HAT_COLOURS[hat], width: hat === 'CTO' ? 24 : 27 },
      ]),
    ],
  };
}

/** The mark of a hat, told apart without its colour. */
function markOf(hat: Hat): Shape {
  const color = HAT_COLOURS[hat];
  if (hat === 'CTO') return { type: 'rect', x: 0.5, y: 0.5, w: 6, h: 6, r: 0.6, color };
  const points = [
    { x: 3.5, y: 0 },
    { x: 7, y: 3.5 },
    { x: 3.5, y: 7 },
    { x: 0, y: 3.5 },
  ];
  return { type: 'polyline', closePath: true, color, points };
}

function footerOf({ title, author }: PdfDocument, page: number, pages: number): Content {
  return {
    margin: [PAGE.left, 22, PAGE.right, 0],
    fontSize: 8,
    color: QUIET,
    columns: [
      { text: written(`${title} · ${author}`), width: '*' },
      { text: `Page ${page} of ${pages}`, alignment: 'right', width: 90 },
    ],
  };
}

function factsOf({ facts = [] }: PdfDocument, heading: string): Content[] {
  if (facts.length === 0) return [];
  return [
    { text: written(heading), style: 'h1' },
    {
      columns: facts.map(({ label, value }): Content => ({
        stack: [
          { text: written(label), fontSize: 7, color: QUIET },
          { text: written(value), fontSize: 8.5 },
        ],
        width: 'auto',
      })),
      columnGap: 22,
      margin: [0, 0, 0, 6],
    },
    {
      canvas: [
        { type: 'line', x1: 0, y1: 0, x2: PAGE.width - PAGE.left - PAGE.right, y2: 0, lineWidth: 0.6, lineColor: LINE },
      ],
      margin: [0, 2, 0, 12],
    },
  ];
}
