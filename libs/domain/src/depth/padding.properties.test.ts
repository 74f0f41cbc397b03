import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { assess } from './assess.js';
import { RUN, shingles } from './shingles.js';
import type { Draft } from './testing/arbitraries.js';
import { anyWord, block, templateAndDocument, write } from './testing/arbitraries.js';
import { check } from './testing/check.js';
import { parseTemplate } from './template.js';
import { wordsOf } from './words.js';

const LOREM =
  'Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore magna aliqua.';

function depthOf(drafts: readonly Draft[], markdown: string, heading: string): number {
  return assess(parseTemplate(markdown), write(drafts)).sections.find((section) => section.heading === heading)!.depth;
}

const edit = (drafts: readonly Draft[], at: number, change: (blocks: string[]) => string[]): Draft[] =>
  drafts.map((draft, i) => (i === at ? { ...draft, blocks: change(draft.blocks) } : draft));

const keep = fc.array(fc.boolean(), { minLength: 60, maxLength: 60 });
const LOREM_SHORT = 'Lorem ipsum dolor sit amet.';

const keysOf = (text: string): string[] => wordsOf(text).map((word) => word.key);

/** The words of each sentence, item, row and line of a text, headings and comments too. */
function sentencesIn(markdown: string): string[][] {
  return markdown
    .split('\n')
    .flatMap((line) => line.split(/(?<=[.!?]) /))
    .map(keysOf);
}

/** The words of the template's sentences and of those of all sections but one. */
const sentencesOutside = (template: string, drafts: readonly Draft[], place: number): string[][] =>
  [template, write(drafts.filter((_, i) => i !== place))].flatMap(sentencesIn);

/** Whether all words of a sentence stand in one of the others. */
function whollyCopied(sentence: string, others: readonly string[][]): boolean {
  const words = keysOf(sentence);
  return others.some((other) => words.every((word) => other.includes(word)));
}

/** Whether a sentence shares five words on end with one of the others that does not hold all of its words. */
function partlyCopied(sentence: string, others: readonly string[][]): boolean {
  const words = keysOf(sentence);
  if (whollyCopied(sentence, others)) return false;
  const runs = others.map((other) => ` ${other.join(' ')} `);
  return words.some(
    (_, i) => i + RUN <= words.length && runs.some((run) => run.includes(` ${words.slice(i, i + RUN).join(' ')} `)),
  );
}

const withPlace = templateAndDocument.chain((both) => fc.nat(both.drafts.length - 1).map((at) => ({ ...both, at })));

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
  it('any part of a sentence that is wholly its own, or wholly copied, set as a sentence or list item of its own', () => {
    check(
      fc.tuple(withPlace, fc.nat(), fc.nat(), fc.nat(), fc.boolean()),
      ([{ source, drafts, at }, n, from, length, item]) => {
        const sentences = drafts.flatMap((draft, place) =>
          draft.blocks
            .filter((text) => WORDS_OF_PROSE.test(text))
            .flatMap((text) => text.split(/(?<=\.) /))
            .map((sentence) => ({ sentence, place })),
        );
        if (sentences.length === 0) return;
        const { sentence, place } = sentences[n % sentences.length]!;
        if (partlyCopied(sentence, sentencesOutside(source.markdown, drafts, place))) return;
        const words = sentence.split(' ');
        const part = words.slice(from % words.length, (from % words.length) + 1 + (length % words.length)).join(' ');
        const template = parseTemplate(source.markdown);
        // A field asks for a value, such as a name, and the value may stand elsewhere too.
        if (template.sections[at]!.field) return;
        const before = assess(template, write(drafts));
        const after = assess(template, write(edit(drafts, at, (blocks) => [...blocks, item ? `- ${part}` : part])));
        expect(after.depth).toBeLessThanOrEqual(before.depth);
        after.sections.forEach((section, i) => expect(section.depth).toBeLessThanOrEqual(before.sections[i]!.depth));
      },
    );
  });

  padded("the template's guidance", (_, at, markdown) => {
    const { guidance } = parseTemplate(markdown).sections[at]!;
    return guidance.includes('|')
      ? guidance
          .split('\n')
          .map((line) => `| ${line} |`)
          .join('\n')
      : guidance;
  });

  it('a stretch of eight words or more, run into another sentence', () => {
    check(fc.tuple(withPlace, fc.array(anyWord, { minLength: 8, maxLength: 20 }), fc.nat(3)), ([both, words, n]) => {
      const { source, drafts, at } = both;
      if (drafts.length === 1) return;
      const other = (at + 1) % drafts.length;
      const own = ['Zelkova', 'brined', 'quokka', 'flumes'];
      const from = edit(drafts, other, (blocks) => [...blocks, `${words.join(' ')}.`]);
      const stretch = words.slice(0, Math.max(8, words.length - n));
      const run = [...own.slice(0, n), ...stretch, ...own.slice(n)];
      const template = parseTemplate(source.markdown);
      // Without a title nothing is asked to be tied to it: a word that is run in may tie those around it.
      const before = assess(
        template,
        write(
          edit(from, at, (blocks) => [...blocks, `${own.join(' ')}.`]),
          '',
        ),
      );
      const after = assess(
        template,
        write(
          edit(from, at, (blocks) => [...blocks, `${run.join(' ')}.`]),
          '',
        ),
      );
      expect(after.depth).toBeLessThanOrEqual(before.depth);
      after.sections.forEach((section, i) => expect(section.depth).toBeLessThanOrEqual(before.sections[i]!.depth));
    });
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

const WORDS_OF_PROSE = /^(?![|`{[<-])/;
/** Sentences, list items, table rows, lines of code: what text is made of. */
const statementsOf = (text: string): string[] =>
  WORDS_OF_PROSE.test(text) ? text.split(/(?<=\.) /) : text.split('\n').filter((line) => !line.startsWith('```'));

describe('3. removing text from a section never raises its depth, whatever the document shares with itself', () => {
  const notDeeper = (
    { source, drafts }: { source: { markdown: string }; drafts: readonly Draft[] },
    at: number,
    change: (blocks: string[]) => string[],
  ): void => {
    const { heading } = drafts[at]!;
    const after = depthOf(edit(drafts, at, change), source.markdown, heading);
    expect(after).toBeLessThanOrEqual(depthOf(drafts, source.markdown, heading));
  };

  it('any blocks', () => {
    check(fc.tuple(withPlace, keep), ([both, kept]) => {
      notDeeper(both, both.at, (blocks) => blocks.filter((_, i) => kept[i % kept.length]));
    });
  });

  it('any sentences, list items, table rows and lines of code', () => {
    check(fc.tuple(withPlace, keep), ([both, kept]) => {
      let n = 0;
      notDeeper(both, both.at, (blocks) =>
        blocks.map((text) => {
          const header = text.startsWith('|') ? 2 : 0;
          const left = statementsOf(text).filter((_, i) => i < header || kept[n++ % kept.length]);
          if (text.startsWith('```')) return ['```sh', ...left, '```'].join('\n');
          return left.join(WORDS_OF_PROSE.test(text) ? ' ' : '\n');
        }),
      );
    });
  });

  /**
   * By the third property's wording: words are taken from sentences that hold no copied stretch, or are a copy whole. In a
   * field only of the first kind, for there a part of a copied sentence is a value.
   */
  it('any words of sentences that are wholly their own, or wholly copied', () => {
    check(fc.tuple(withPlace, keep), ([both, kept]) => {
      const { source, drafts, at } = both;
      const others = sentencesOutside(source.markdown, drafts, at);
      const { field } = parseTemplate(source.markdown).sections[at]!;
      let n = 0;
      notDeeper(both, at, (blocks) =>
        blocks.map((text) => {
          if (!WORDS_OF_PROSE.test(text) || text === LOREM_SHORT) return text;
          return statementsOf(text)
            .map((sentence) => {
              if (partlyCopied(sentence, others) || (field && whollyCopied(sentence, others))) return sentence;
              return sentence
                .split(' ')
                .filter((word, i, all) => i === all.length - 1 || word.endsWith('.') || kept[n++ % kept.length])
                .join(' ');
            })
            .join(' ');
        }),
      );
    });
  });
});
