import type { Hat } from '@bicorne/domain';
import pdfmake from 'pdfmake';
import type { CanvasElement, Column, Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { contentOf } from './blocks.js';
import { FONT_FILES, FONTS } from './fonts.js';
import { written } from './inline.js';
import { BODY_SIZE, BOXED, HAT_COLOURS, INK, LINE, PAGE, QUIET, QUOTED, RULED, STYLES } from './look.js';
import { readMarkdown } from './read-markdown.js';

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

// Nothing is fetched and no file is read but the fonts, whatever a document says.
pdfmake.setFonts(FONTS);
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => FONT_FILES.has(path));
pdfmake.setTableLayouts({ ruled: RULED, boxed: BOXED, quoted: QUOTED });

/**
 * Prints a document of GitHub's Markdown on A4. The same document gives the same bytes.
 *
 * Takes the process for its whole time, a second or more for each 100 kB: what is longer than a page or two belongs
 * into a thread ({@link openPdfThread}).
 */
export async function markdownPdf(document: PdfDocument): Promise<Buffer> {
  return printed(document, contentOf(readMarkdown(document.markdown)));
}

/** The same document as its source, line by line, without reading it: for what cannot be laid out. */
export async function sourcePdf(document: PdfDocument): Promise<Buffer> {
  const lines = document.markdown.split(/\r\n?|\n/).map((line): Content => ({
    text: line.trim() === '' ? ' ' : written(line.replaceAll('\t', '    '), {}, 'Mono'),
    preserveLeadingSpaces: true,
    fontSize: 7.5,
  }));
  return printed(document, lines);
}

async function printed(document: PdfDocument, content: Content[]): Promise<Buffer> {
  const { title, author, client, language = 'en', date } = document;
  const definition: TDocumentDefinitions = {
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
    content: [...factsOf(document), ...content],
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
      ...hats.flatMap((hat): Column[] => [
        { canvas: [markOf(hat)], width: 11, margin: [0, 2.5, 0, 0] },
        { text: hat, bold: true, color: HAT_COLOURS[hat], width: hat === 'CTO' ? 24 : 27 },
      ]),
    ],
  };
}

/** The mark of a hat, told apart without its colour. */
function markOf(hat: Hat): CanvasElement {
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

function factsOf({ title, facts = [] }: PdfDocument): Content[] {
  if (facts.length === 0) return [];
  return [
    { text: written(title), style: 'h1' },
    {
      columns: facts.map(({ label, value }): Column => ({
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
