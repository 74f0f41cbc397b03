import { gfm } from '@joplin/turndown-plugin-gfm';
import { decided, MARKDOWN_LIMIT, type Decided } from '@bicorne/domain';
import { unzipSync, zipSync } from 'fflate';
import mammoth from 'mammoth';
import TurndownService from 'turndown';
import { unreadable } from './unreadable.js';

/** Most bytes that the texts in a DOCX may unpack to: ten times what a revision holds, for its markup takes the most. */
const UNPACKED_LIMIT = 40 * 1024 * 1024;
const ENTRIES_LIMIT = 2_000;
/** How Office writes an encrypted document: not an archive at all, but a compound file. */
const COMPOUND_FILE = [0xd0, 0xcf, 0x11, 0xe0];

/** Styles that Word has beside its headings. */
const STYLES = ["p[style-name='Title'] => h1:fresh", "p[style-name='Subtitle'] => p:fresh"];

/** The text of a DOCX as Markdown, with its headings, lists, tables and links. Pictures are left out. */
export async function docxText(bytes: Uint8Array): Promise<Decided<string>> {
  if (COMPOUND_FILE.every((byte, at) => bytes[at] === byte)) return unreadable('ENCRYPTED');
  const texts = textsOf(bytes);
  if (texts === 'TOO_LARGE' || texts === 'DAMAGED') return unreadable(texts);
  let html: string;
  try {
    // Packed anew without its pictures, at sizes that are known to be true.
    const buffer = Buffer.from(zipSync(texts, { level: 0 }));
    const convertImage = mammoth.images.imgElement(() => Promise.resolve({ src: '' }));
    html = (await mammoth.convertToHtml({ buffer }, { styleMap: STYLES, convertImage, externalFileAccess: false }))
      .value;
  } catch {
    return unreadable('DAMAGED');
  }
  const markdown = markdownOf(html);
  if (markdown.length > MARKDOWN_LIMIT) return unreadable('TOO_LARGE');
  return markdown.trim() === '' ? unreadable('NO_TEXT') : decided(markdown);
}

/** The entries that hold text. What an entry unpacks to is cut at the size that it claims, and the claims are added up. */
function textsOf(bytes: Uint8Array): Record<string, Uint8Array> | 'TOO_LARGE' | 'DAMAGED' {
  const sizes: number[] = [];
  const tooLarge = (): boolean =>
    sizes.length > ENTRIES_LIMIT || sizes.reduce((sum, size) => sum + size, 0) > UNPACKED_LIMIT;
  try {
    const texts = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!/\.(?:xml|rels)$/i.test(name) || sizes.length > ENTRIES_LIMIT) return false;
        sizes.push(originalSize);
        return !tooLarge();
      },
    });
    return tooLarge() ? 'TOO_LARGE' : texts;
  } catch {
    return tooLarge() ? 'TOO_LARGE' : 'DAMAGED';
  }
}

/** What we ask of an element that is turned; the server has no types of a browser. */
interface HtmlElement {
  nodeName: string;
  getAttribute(name: string): string | null;
}

function markdownOf(html: string): string {
  const turndown = new TurndownService({ headingStyle: 'atx', bulletListMarker: '-', codeBlockStyle: 'fenced' });
  turndown.use(gfm);
  turndown.remove('img');
  // Word keeps places to jump to as empty links.
  turndown.addRule('anchors', {
    filter: (node: HtmlElement) => node.nodeName === 'A' && !node.getAttribute('href')?.match(/^https?:|^mailto:/i),
    replacement: (content) => content,
  });
  return turndown
    .turndown(withHeaders(html))
    .replace(/\u00A0/g, ' ')
    .replace(/[ \t]+$/gm, '');
}

/** A cell is one line of text; the first row of a table names its columns, for Markdown has no tables without. */
function withHeaders(html: string): string {
  return html
    .replace(/<(t[dh])([^>]*)>([\s\S]*?)<\/\1>/g, (_, cell: string, attributes: string, inner: string) => {
      const line = inner.replace(/<\/(?:p|li)>\s*<(?:p|li)>/g, ' · ').replace(/<\/?(?:p|ul|ol|li|br)\s*\/?>/g, ' ');
      return `<${cell}${attributes}>${line.trim()}</${cell}>`;
    })
    .replace(/<table>\s*<tr>([\s\S]*?)<\/tr>/g, (_, row: string) => {
      const named = row.replace(/<(\/?)td/g, '<$1th');
      return `<table><thead><tr>${named}</tr></thead>`;
    });
}
