import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { assess } from './assess.js';
import { readDocument } from './document.js';
import { shingles } from './shingles.js';
import type { Draft } from './testing/arbitraries.js';
import { block, documentFor, paragraph, templateAndDocument, templateSource, write } from './testing/arbitraries.js';
import { parseTemplate, readTemplate } from './template.js';

/** The seed of a failure is printed by fast-check; set FC_SEED to run it again, FC_RUNS to run more. */
const RUNS = {
  numRuns: Number(process.env['FC_RUNS'] ?? 200),
  ...(process.env['FC_SEED'] === undefined ? {} : { seed: Number(process.env['FC_SEED']) }),
};
const LOREM =
  'Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore magna aliqua.';

const check = <T>(arbitrary: fc.Arbitrary<T>, holds: (value: T) => void): void =>
  fc.assert(fc.property(arbitrary, holds), RUNS);

function depthOf(drafts: readonly Draft[], markdown: string, heading?: string): number {
  const assessment = assess(parseTemplate(markdown), write(drafts));
  return heading === undefined
    ? assessment.depth
    : assessment.sections.find((section) => section.heading === heading)!.depth;
}

const edit = (drafts: readonly Draft[], at: number, change: (blocks: string[]) => string[]): Draft[] =>
  drafts.map((draft, i) => (i === at ? { ...draft, blocks: change(draft.blocks) } : draft));

const withPlace = templateAndDocument.chain((both) => fc.nat(both.drafts.length - 1).map((at) => ({ ...both, at })));

describe('1. an unfilled template is EMPTY', () => {
  it('whatever its guidance looks like', () => {
    check(templateSource, ({ markdown }) => {
      expect(assess(parseTemplate(markdown), markdown)).toMatchObject({ depth: 0, verdict: 'EMPTY' });
    });
  });

  it('for any text taken as a template', () => {
    const line = fc.oneof(
      fc.string({ maxLength: 40 }),
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom(
        '# A',
        '## B',
        '### Status',
        '---',
        '```',
        '~~~',
        '<!-- c',
        '-->',
        '| a | b |',
        '|---|---|',
        '- [ ] x',
        '> q',
        '=====',
        '[p]',
        '{q}',
        '',
      ),
      paragraph,
    );
    check(fc.array(line, { maxLength: 25 }), (lines) => {
      const markdown = lines.join('\n');
      const template = readTemplate(markdown);
      if (template.ok) expect(assess(template.value, markdown)).toMatchObject({ depth: 0, verdict: 'EMPTY' });
    });
  });
});

describe('2. padding never raises depth', () => {
  const padded = (name: string, padding: (drafts: readonly Draft[], at: number, markdown: string) => string): void => {
    it(name, () => {
      check(fc.tuple(withPlace, fc.boolean()), ([{ source, drafts, at }, inline]) => {
        const text = padding(drafts, at, source.markdown);
        if (text === '') return;
        const last = drafts[at]!.blocks.at(-1);
        const runsOn = inline && last !== undefined && last.endsWith('.') && !text.includes('\n');
        const more = edit(drafts, at, (blocks) =>
          runsOn ? [...blocks.slice(0, -1), `${last} ${text}`] : [...blocks, text],
        );
        const template = parseTemplate(source.markdown);
        const before = assess(template, write(drafts));
        const after = assess(template, write(more));
        expect(after.depth).toBeLessThanOrEqual(before.depth);
        after.sections.forEach((section, i) => expect(section.depth).toBeLessThanOrEqual(before.sections[i]!.depth));
      });
    });
  };

  padded('repeated text', (drafts, at) => drafts[at]!.blocks.join('\n\n'));
  padded('lorem ipsum', () => LOREM);
  padded('text of another section', (drafts, at) => drafts[(at + 1) % drafts.length]!.blocks.join('\n\n'));
  padded('one block of another section', (drafts, at) => drafts[(at + 1) % drafts.length]!.blocks[0] ?? '');
  padded("the template's guidance", (_, at, markdown) => {
    const { guidance } = parseTemplate(markdown).sections[at]!;
    return guidance.includes('|')
      ? guidance
          .split('\n')
          .map((line) => `| ${line} |`)
          .join('\n')
      : guidance;
  });

  it('text of another deliverable', () => {
    check(
      fc.tuple(withPlace, fc.array(block, { minLength: 1, maxLength: 3 })),
      ([{ source, drafts, at }, borrowed]) => {
        const elsewhere = shingles(borrowed.join('\n\n'));
        const template = parseTemplate(source.markdown);
        const before = assess(template, write(drafts), { elsewhere });
        const after = assess(template, write(edit(drafts, at, (blocks) => [...blocks, ...borrowed])), { elsewhere });
        expect(after.depth).toBeLessThanOrEqual(before.depth);
        expect(after.sections[at]!.depth).toBeLessThanOrEqual(before.sections[at]!.depth);
      },
    );
  });
});

/**
 * Words taken out of a copied sentence can make it a sentence of its own, and taking a sentence away sets free what was
 * a copy of it: no measure that knows a copy by more than its single words can do otherwise (docs/depth.md). So the
 * documents here share nothing between their sections or with the template.
 */
function sharesNothing(drafts: readonly Draft[], markdown: string): boolean {
  const sections = readDocument(parseTemplate(markdown), write(drafts), new Set());
  return sections.every((section) => section.fromTemplate + section.fromSections === 0);
}

describe('3. removing text from a section never raises its depth', () => {
  const withOwnText = withPlace.filter(({ source, drafts }) => sharesNothing(drafts, source.markdown));

  it('a block', () => {
    check(fc.tuple(withOwnText, fc.nat()), ([{ source, drafts, at }, n]) => {
      const { heading, blocks } = drafts[at]!;
      if (blocks.length === 0) return;
      const less = edit(drafts, at, () => blocks.filter((_, i) => i !== n % blocks.length));
      expect(depthOf(less, source.markdown, heading)).toBeLessThanOrEqual(depthOf(drafts, source.markdown, heading));
    });
  });

  it('a sentence', () => {
    check(fc.tuple(withOwnText, fc.nat(), fc.nat()), ([{ source, drafts, at }, n, m]) => {
      const { heading, blocks } = drafts[at]!;
      const prose = blocks.filter((text) => !/^[|`{[-]/.test(text));
      const text = prose[n % Math.max(1, prose.length)];
      if (text === undefined) return;
      const sentences = text.split(/(?<=\.) /);
      const left = sentences.filter((_, i) => i !== m % sentences.length).join(' ');
      const less = edit(drafts, at, (all) => all.map((one) => (one === text ? left : one)));
      expect(depthOf(less, source.markdown, heading)).toBeLessThanOrEqual(depthOf(drafts, source.markdown, heading));
    });
  });

  it('any words, in any number', () => {
    check(
      fc.tuple(withOwnText, fc.nat(), fc.array(fc.boolean(), { minLength: 60, maxLength: 60 })),
      ([{ source, drafts, at }, n, keep]) => {
        const { heading, blocks } = drafts[at]!;
        const which = blocks.length === 0 ? -1 : n % blocks.length;
        const text = blocks[which];
        if (text === undefined || /^[|`{[]/.test(text)) return;
        const words = text.split(/(?<=\s)/);
        const left = words
          .filter((word, i) => word === '- ' || keep[i % keep.length])
          .join('')
          .trim();
        const less = edit(drafts, at, (all) => all.map((one, i) => (i === which ? left : one)));
        expect(depthOf(less, source.markdown, heading)).toBeLessThanOrEqual(depthOf(drafts, source.markdown, heading));
      },
    );
  });
});

describe('4. form changes nothing', () => {
  const same = (name: string, reshape: (drafts: Draft[]) => string): void => {
    it(name, () => {
      check(templateAndDocument, ({ source, drafts }) => {
        const template = parseTemplate(source.markdown);
        expect(assess(template, reshape(drafts))).toEqual(assess(template, write(drafts)));
      });
    });
  };
  const blocks = (drafts: Draft[], change: (text: string) => string): string =>
    write(drafts.map((draft) => ({ ...draft, blocks: draft.blocks.map(change) })));

  same('the order of sections', (drafts) => write([...drafts].reverse()));
  same('where lines are wrapped', (drafts) =>
    blocks(drafts, (text) =>
      /^[|`-]/.test(text) ? text : text.replaceAll('. ', '.\n').replace(/(\S+ \S+ \S+) /g, '$1\n'),
    ),
  );
  same('list markers', (drafts) => blocks(drafts, (text) => text.replace(/^- /gm, '* ')));
  same('numbered lists', (drafts) => blocks(drafts, (text) => text.replace(/^- /gm, '1. ')));
  same('heading levels', (drafts) => write(drafts).replace(/^(#+) /gm, '$1# '));
  same('headings underlined', (drafts) => write(drafts).replace(/^## (.*)$/gm, '$1\n---'));
  same('numbered and decorated headings', (drafts) => {
    let n = 0;
    return write(drafts).replace(/^## (.*)$/gm, (_, heading: string) => `## ${++n}. **${heading.toUpperCase()}:** ##`);
  });
  same('line ends', (drafts) => write(drafts).replaceAll('\n', '\r\n'));
});

describe('5. every point lost has a reason that names the section', () => {
  it('and none is given where nothing is lost', () => {
    check(templateAndDocument, ({ source, drafts }) => {
      for (const section of assess(parseTemplate(source.markdown), write(drafts)).sections) {
        if (section.depth < 100) expect(section.reasons.length).toBeGreaterThan(0);
        else expect(section.reasons).toEqual([]);
        for (const reason of section.reasons) expect(reason.statement).toContain(`"${section.heading}"`);
      }
    });
  });
});

describe('the measure is a function', () => {
  it('of its arguments alone, within 0 and 100', () => {
    check(
      templateSource.chain((source) => documentFor(source).map((drafts) => ({ source, drafts }))),
      ({ source, drafts }) => {
        const template = parseTemplate(source.markdown);
        const first = assess(template, write(drafts));
        expect(assess(parseTemplate(source.markdown), write(drafts))).toEqual(first);
        for (const { depth } of [first, ...first.sections])
          expect(Number.isInteger(depth) && depth >= 0 && depth <= 100).toBe(true);
      },
    );
  });
});
