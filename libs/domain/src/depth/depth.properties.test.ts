import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { assess } from './assess.js';
import type { Draft } from './testing/arbitraries.js';
import { documentFor, paragraph, templateAndDocument, templateSource, write } from './testing/arbitraries.js';
import { check } from './testing/check.js';
import { parseTemplate, readTemplate } from './template.js';

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
