import { describe, expect, it } from '@jest/globals';
import { assess, parseTemplate, readTemplate, shingles } from './index.js';

const TEMPLATE = parseTemplate('# T\n\n## Meaning\n\n<!-- What. -->\n\n## Impact\n\n<!-- Who. -->\n');
/** Characters of each hostile text, and the processor time that one may take: far more than a linear reader needs. */
const SIZE = 150_000;
const LIMIT_MS = 5000;

const fill = (unit: string): string => unit.repeat(Math.ceil(SIZE / unit.length));

/** Milliseconds of processor time since `start`: other processes on the machine do not count. */
function spent(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

describe('hostile text', () => {
  it.each([
    ['quotes in quotes', fill('> ')],
    ['quotes in quotes on many lines', fill(`${'> '.repeat(500)}x\n`)],
    ['lists in lists', fill('- ')],
    ['numbers in numbers', fill('1. ')],
    ['brackets', fill('[')],
    ['closed brackets', `${fill('[').slice(0, SIZE / 2)}${fill(']').slice(0, SIZE / 2)}`],
    ['braces', fill('{')],
    ['braces in braces', `${fill('{').slice(0, SIZE / 2)}${fill('}').slice(0, SIZE / 2)}`],
    ['emphasis', fill('*a_')],
    ['tags', fill('<a ')],
    ['open comments', fill('a <!-- ')],
    ['comments', fill('<!---->')],
    ['comments on lines', fill('x <!-- a\n--> ')],
    ['backticks', fill('`a``')],
    ['fences', fill('```\n')],
    ['fences of growing length', Array.from({ length: 700 }, (_, i) => `${'`'.repeat(i + 3)}x\n~~~\n`).join('')],
    ['fences never closed', fill('````x\n# Meaning\n```\n')],
    ['pipes', fill('|')],
    ['tables', fill('a|b\n-|-\n')],
    ['a wide row', `${fill('|a')}\n${fill('|-')}\n`],
    ['spaces', `a${fill(' ')}b`],
    ['dashes', fill('- - -\n')],
    ['headings', fill('## Meaning\n\nx y z\n')],
    ['hashes', `# ${fill('# ')}`],
    ['a heading of spaces', `#${fill(' ')}x`],
    ['a heading with line separators', `# ${fill(' #\u2028')}`],
    ['a heading of spaces and a line separator', `#${fill(' ')}\u2028${fill(' ')}#`],
    ['a heading of links', `# ${fill('](')}`],
    ['backticks and a line separator', `${fill('`')}\u2028x`],
    ['links', fill('[a](http://x')],
    ['one word', fill('a')],
    ['one sentence', fill('pump valve boiler ')],
    ['one sentence many times', fill('The pump feeds the boiler with water now. ')],
    ['front matter never closed', `---\n${fill('a: b\n')}`],
    ['dots', fill('. ')],
    ['NUL bytes', fill('a\0 ')],
    ['lone surrogates', fill('\uD800 a\uDFFF ')],
    ['private use characters', fill('\uE000 <!-- \uE001|')],
  ])('is read in bounded time: %s', (_, text) => {
    const start = process.cpuUsage();
    for (const document of [text, `## Meaning\n\n${text}\n\n## Impact\n\n${text}`]) {
      const result = assess(TEMPLATE, document);
      expect(result.depth).toBeGreaterThanOrEqual(0);
      expect(() => JSON.stringify(result)).not.toThrow();
    }
    expect(spent(start)).toBeLessThan(LIMIT_MS);
  });

  it.each([
    ['brackets', fill('[')],
    ['comments', fill('<!---->')],
    ['headings', fill('## a\n')],
    ['braces', fill('{a')],
  ])('is no danger as a template either: %s', (_, text) => {
    const start = process.cpuUsage();
    expect(readTemplate(text.slice(0, 100_000))).toMatchObject({ ok: true });
    expect(spent(start)).toBeLessThan(LIMIT_MS);
  });

  it('does not make headings, text or shingles of what it cannot read', () => {
    expect(assess(TEMPLATE, '## Meaning\0\n\n\uD800\n')).toMatchObject({ verdict: 'EMPTY' });
    expect(shingles('\uD800 \0')).toEqual(new Set());
    expect(assess(TEMPLATE, '')).toMatchObject({ depth: 0, verdict: 'EMPTY' });
  });
});
