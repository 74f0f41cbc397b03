import { strToU8, zipSync } from 'fflate';

/** One part of the body of a DOCX: a heading, a paragraph, a list item, or the rows of a table. */
export type DocxPart = { heading: string; level: number } | { text: string } | { item: string } | { rows: string[][] };

const DOCUMENT = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
const STYLES = 'application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml';
const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

/** A small DOCX as Word writes it, for tests. `more` are entries beside those that it needs. */
export function docxOf(parts: readonly DocxPart[], more: Record<string, Uint8Array> = {}): Uint8Array {
  const body = parts.map(xmlOf).join('');
  const styles = [1, 2, 3].map(
    (level) => `<w:style w:type="paragraph" w:styleId="Heading${level}"><w:name w:val="heading ${level}"/></w:style>`,
  );
  return zipSync({
    '[Content_Types].xml': strToU8(
      `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
       <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
       <Override PartName="/word/document.xml" ContentType="${DOCUMENT}"/>
       <Override PartName="/word/styles.xml" ContentType="${STYLES}"/></Types>`,
    ),
    '_rels/.rels': relations('rId1', 'officeDocument', 'word/document.xml'),
    'word/_rels/document.xml.rels': relations('rId1', 'styles', 'styles.xml'),
    'word/styles.xml': strToU8(`<w:styles ${WORD}>${styles.join('')}</w:styles>`),
    'word/document.xml': strToU8(`<w:document ${WORD}><w:body>${body}</w:body></w:document>`),
    ...more,
  });
}

function relations(id: string, type: string, target: string): Uint8Array {
  return strToU8(
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
     <Relationship Id="${id}" Type="${RELATION}/${type}" Target="${target}"/></Relationships>`,
  );
}

function xmlOf(part: DocxPart): string {
  if ('heading' in part) return paragraph(part.heading, `<w:pStyle w:val="Heading${part.level}"/>`);
  if ('item' in part) return paragraph(part.item, '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>');
  if ('text' in part) return paragraph(part.text);
  const rows = part.rows.map((row) => `<w:tr>${row.map((cell) => `<w:tc>${paragraph(cell)}</w:tc>`).join('')}</w:tr>`);
  return `<w:tbl>${rows.join('')}</w:tbl>`;
}

function paragraph(text: string, properties = ''): string {
  const safe = text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  return `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t xml:space="preserve">${safe}</w:t></w:r></w:p>`;
}
