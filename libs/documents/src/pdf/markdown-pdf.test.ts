import { describe, expect, it } from '@jest/globals';
import { extractLinks, extractText, getMeta } from 'unpdf';
import { markdownPdf, type PdfDocument } from './markdown-pdf.js';
import { canBeLaidOut } from './reading-limits.js';

function printed(change: Partial<PdfDocument>): Promise<Buffer> {
  return markdownPdf({
    markdown: '# Model registry\n\nTwo models.\n',
    title: 'Model registry',
    client: 'Noordlicht Energie',
    author: 'Halyard Advisory',
    hats: ['CAIO'],
    date: new Date('2026-03-02T09:00:00Z'),
    ...change,
  });
}

async function read(change: Partial<PdfDocument>): Promise<{ pages: number; text: string }> {
  const { totalPages, text } = await extractText(Uint8Array.from(await printed(change)), { mergePages: true });
  return { pages: totalPages, text: text.replace(/\s+/g, ' ') };
}

describe('a document as a PDF', () => {
  it('has whom it is about, the hat, its title and its pages', async () => {
    const { pages, text } = await read({});
    expect(pages).toBe(1);
    for (const part of [
      'Noordlicht Energie',
      'CAIO',
      'Model registry · Halyard Advisory',
      'Page 1 of 1',
      'Two models.',
    ])
      expect(text).toContain(part);
    const { info } = await getMeta(Uint8Array.from(await printed({})));
    expect(info).toMatchObject({ Title: 'Model registry', Author: 'Halyard Advisory', Language: 'en' });
  });

  it('has the same bytes whenever it is made, and others for another date', async () => {
    const markdown = '# A\n\n| b | c |\n|---|---|\n| [d](https://d.example) | *e* |\n\n- [x] f\n';
    const one = await printed({ markdown });
    expect(one.equals(await printed({ markdown }))).toBe(true);
    expect(one.equals(await printed({ markdown, date: new Date('2026-03-03T09:00:00Z') }))).toBe(false);
  });

  it.each([
    ['emphasis', 'A *b* **c** ~~d~~ `e`', 'A b c d e'],
    ['a list', '1. one\n2. two\n   - three', 'one1. two2. three'],
    ['tasks', '- [x] done\n- [ ] open', '☑ done ☐ open'],
    ['a table', '| Model | Owner |\n|---|---|\n| Reader | Ada |', 'Model Owner Reader Ada'],
    ['code', '```\nlet x;\n```', 'let x;'],
    ['a picture', '![A diagram](https://img.example/x.png)', '[Image: A diagram]'],
    ['a footnote', 'Said.[^a]\n\n[^a]: By Ada.', 'By Ada.'],
    ['Greek and Cyrillic', 'Αθήνα, Київ, Đà Nẵng', 'Αθήνα, Київ, Đà Nẵng'],
    ['what another font has', 'Երևան → ✓', 'Երևան → ✓'],
    ['what no font has', '日本', '□□'],
  ])('prints %s', async (_what, markdown, expected) => expect((await read({ markdown })).text).toContain(expected));

  it.each([
    ['HTML', '<script>alert(1)</script>\n\n<b>bold</b>', 'script'],
    ['comments', '<!-- guidance -->\n\nText.', 'guidance'],
    ['front matter', '---\nkey: secret-key\n---\n\nText.', 'secret-key'],
  ])('leaves out %s', async (_what, markdown, gone) => expect((await read({ markdown })).text).not.toContain(gone));

  it('links to the web and to mail, and to nothing else', async () => {
    const markdown =
      '[a](https://a.example/x?y=1) [b](javascript:alert(1)) [c](file:///etc/passwd) [d](mailto:d@d.example) [e][e]\n\n[e]: http://e.example';
    const { links } = await extractLinks(Uint8Array.from(await printed({ markdown })));
    expect(new Set(links)).toEqual(new Set(['https://a.example/x?y=1', 'mailto:d@d.example', 'http://e.example/']));
  });

  it('prints a table with more columns than a page has room for, cell by cell', async () => {
    const row = (cell: (at: number) => string): string =>
      `| ${Array.from({ length: 20 }, (_, at) => cell(at)).join(' | ')} |`;
    const markdown = [row((at) => `Column ${at}`), row(() => '---'), row((at) => `cell ${at}`)].join('\n');
    expect((await read({ markdown })).text).toMatch(/Row 1.*Column 0: cell 0.*Column 19: cell 19/);
  });

  it('puts its own heading above the facts, once', async () => {
    const { text } = await read({ facts: [{ label: 'Revision', value: '3' }] });
    expect(text.match(/Model registry/g)).toHaveLength(2);
    expect(text).toMatch(/Model registry Revision 3 Two models/);
  });
});

describe('a document that nobody would write', () => {
  const hostile: [string, string][] = [
    ['quotes in quotes', `${'>'.repeat(5_000)} deep`],
    ['lists in lists', Array.from({ length: 300 }, (_, at) => `${'  '.repeat(at)}- x`).join('\n')],
    ['brackets', '['.repeat(5_000)],
    ['stars', '*a '.repeat(5_000)],
    ['columns', `${'|a'.repeat(2_000)}|\n${'|-'.repeat(2_000)}|\n`],
    ['empty headings', '# \n'.repeat(50_000)],
  ];

  it.each(hostile)('is printed as its source: %s', async (_what, markdown) => {
    expect(canBeLaidOut(markdown)).toBe(false);
    expect((await printed({ markdown: markdown.slice(0, 20_000) })).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('says where the source is cut', async () => {
    const { text } = await read({ markdown: `${'>'.repeat(50)}\n${'x\n'.repeat(20_100)}` });
    expect(text).toContain('more lines stand in the source alone.');
  }, 60_000);

  it('breaks a word without an end', async () => {
    const { pages } = await read({ markdown: 'a'.repeat(20_000) });
    expect(pages).toBeGreaterThan(2);
  });

  it.each([
    ['a long list', '- an item with **bold** and a [link](https://x.example)\n'.repeat(2_000)],
    ['a long table', `| a | b |\n|---|---|\n${'| *c* | `d` |\n'.repeat(2_000)}`],
    ['long paragraphs', `${'Some words of a sentence. '.repeat(300)}\n\n`.repeat(20)],
  ])('is not %s', (_what, markdown) => expect(canBeLaidOut(markdown)).toBe(true));
});
