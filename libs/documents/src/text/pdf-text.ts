import { decided, MARKDOWN_LIMIT, type Decided } from '@bicorne/domain';
import { extractTextItems, getDocumentProxy } from 'unpdf';
import { linesOf, mostCommon, type Line } from './pdf-lines.js';
import { unreadable } from './unreadable.js';

const PAGES_LIMIT = 500;
/** Letters so much larger than those of the text make a heading. */
const HEADING_RATIO = 1.12;
const HEADING_LENGTH = 120;
/** Headings have this many levels at the most. */
const LEVELS = 4;
/** A step down that is larger than this many usual steps begins a paragraph. */
const PARAGRAPH_STEP = 1.35;
const BULLET = /^[•◦▪‣●○–∙·]\s*/;

/**
 * The text of a PDF as Markdown. A PDF knows no headings: a short line in larger letters than the text is taken for one.
 * Cells of a table are parted by `|`, line by line.
 */
export async function pdfText(bytes: Uint8Array): Promise<Decided<string>> {
  let lines: Line[];
  try {
    // pdf.js takes the memory over: a copy leaves the caller's alone.
    const pdf = await getDocumentProxy(Uint8Array.from(bytes), { isEvalSupported: false, stopAtErrors: false });
    if (pdf.numPages > PAGES_LIMIT) return unreadable('TOO_LARGE');
    const { items } = await extractTextItems(pdf);
    lines = items.flatMap((page, index) => linesOf(page, index));
    await pdf.destroy();
  } catch (error) {
    return unreadable(error instanceof Error && error.name === 'PasswordException' ? 'ENCRYPTED' : 'DAMAGED');
  }
  if (lines.reduce((letters, { text }) => letters + text.length, 0) > MARKDOWN_LIMIT) return unreadable('TOO_LARGE');
  return lines.some(({ text }) => /\p{L}/u.test(text)) ? decided(markdownOf(lines)) : unreadable('NO_TEXT');
}

function markdownOf(lines: readonly Line[]): string {
  const body = mostCommon(lines.map(({ size, text }) => [size, text.length]));
  const isHeading = ({ size, text }: Line): boolean =>
    size >= body * HEADING_RATIO && text.length <= HEADING_LENGTH && /\p{L}/u.test(text) && !/[,;]$/.test(text);
  const sizes = [...new Set(lines.filter(isHeading).map(({ size }) => size))].sort((a, b) => b - a);
  const step = usualStep(lines);
  const out: string[] = [];
  lines.forEach((line, at) => {
    const before = lines[at - 1];
    const continues = before !== undefined && before.page === line.page && before.y - line.y <= step * PARAGRAPH_STEP;
    if (isHeading(line)) {
      // A heading that goes over two lines.
      const split = continues && isHeading(before) && before.size === line.size;
      if (split) out.push(`${out.pop() ?? ''} ${line.text}`);
      else out.push('', `${'#'.repeat(Math.min(LEVELS, sizes.indexOf(line.size) + 1))} ${line.text}`);
      return;
    }
    const item = BULLET.test(line.text);
    if (!continues || isHeading(before)) out.push('');
    out.push(item ? `- ${line.text.replace(BULLET, '')}` : line.text.replace(/^(?=#{1,6}\s|>\s)/, '\\'));
  });
  return `${out.join('\n').trim()}\n`;
}

/** From one line to the next one of a paragraph, in points. */
function usualStep(lines: readonly Line[]): number {
  const steps = lines.flatMap((line, at): [number, number][] => {
    const before = lines[at - 1];
    const step = before && before.page === line.page ? before.y - line.y : 0;
    return step > 0 && before?.size === line.size ? [[Math.round(step), line.text.length]] : [];
  });
  return mostCommon(steps);
}
