import { describe, expect, it } from '@jest/globals';
import { allAnswers, someAnswers } from './all-answers.fixture.js';
import { SHAPES } from '../shared/vocabulary.js';
import type { IntakeAnswers } from './answers.js';
import { recommend } from './recommend.js';
import { writtenRead } from './written-read.js';
import type { WrittenReadFacts } from './written-read.js';

const deliverables = [
  { hat: 'CTO', title: 'Architecture read', dueDay: 30 },
  { hat: 'CAIO', title: 'AI strategy', dueDay: 60 },
  { hat: 'CAIO', title: 'AI capability map', dueDay: 30 },
] as const;

/** The first answers that lead to each shape. */
const oneOfEachShape = [...SHAPES, 'NEITHER' as const].map((shape): [string, IntakeAnswers] => [
  shape,
  allAnswers().find((answers) => recommend(answers).shape === shape) ?? someAnswers(),
]);

function read(facts: Partial<WrittenReadFacts> = {}): string {
  const answers = facts.answers ?? someAnswers();
  return writtenRead({
    clientName: 'Pellworm Diagnostics',
    consultancy: 'Halyard Advisory',
    preparedOn: '2026-03-02',
    answers,
    recommendation: recommend(answers),
    deliverables,
    ...facts,
  });
}

describe('the written read', () => {
  const markdown = read({ answers: someAnswers({ platform: 'BOTTLENECK' }) });

  it.each([
    ['whom it is for', '# Which hats Pellworm Diagnostics needs filling'],
    ['who wrote it and when', 'A written read by Halyard Advisory, 2 March 2026. Rubric version 1.'],
    ['the pick', '**Our recommendation: fill one hat, with a fractional CAIO.**'],
    ['the answers', '| Is the platform stable, or the bottleneck? | The bottleneck |'],
    ['the lean and its weight', '| Is the platform stable, or the bottleneck? | CTO | 1 |'],
    ['the signals', '3 of 4 signals point to a CAIO: AI is the strategic story'],
    ['what the hat owns', 'Owns: AI strategy; model and data choices;'],
    ['what it does not own', 'Does not own: architecture; platform and infrastructure;'],
    ['what 90 days produce, by due day', '**CAIO:** AI capability map (day 30); AI strategy (day 60).'],
    ['what goes wrong', '## What goes wrong if this pick is wrong'],
    ['the cautions', '- The platform is the bottleneck and a CAIO will not mend it'],
    [
      'the test question of the platform',
      '**What should the platform look like in 18 months?** Ask the person who holds this',
    ],
    ['the test question of AI risk', '**What is our AI risk posture?** Ask your CAIO.'],
  ])('states %s', (_what, text) => expect(markdown).toContain(text));

  it('names the hats in the order in which they are to be filled, and why', () => {
    const both = read({ answers: someAnswers({ seniorTechnologyOwner: false }) });
    expect(both).toContain('**Our recommendation: fill both hats with two people, the CTO first, then the CAIO.**');
    expect(both).toContain('**Hats to fill, in order:** CTO, then CAIO.');
    expect(both).toContain('**Why.** AI is the story and nobody senior owns the technology under it.');
  });

  // Bicorne domain language, Intake: what the written read states, item by item, whatever was answered.
  it.each(oneOfEachShape)('states every item for %s', (_shape, answers) => {
    const recommendation = recommend(answers);
    const { hats, reasons, cautions, caioSignals, ctoSignals, why } = recommendation;
    const text = read({ answers });
    const section = (title: string): string => text.split(`## ${title}\n`)[1]?.split('\n## ')[0] ?? '';
    const rows = (title: string): number => section(title).match(/^\| (?!---|Question \|)/gm)?.length ?? 0;
    const stated = {
      answers: rows('What you told us') === Object.keys(answers).length,
      leansAndWeights: reasons.every(({ weight, statement }) =>
        section('How we read it').includes(`| ${weight} | ${statement} |`),
      ),
      signalCounts: [`${caioSignals} of 4 signals point to a CAIO`, `${ctoSignals} of 3 signals point to a CTO`].every(
        (count) => section('How we read it').includes(count),
      ),
      shape: text.includes('**Our recommendation: '),
      hatsInOrder: text.includes(`**Hats to fill, in order:** ${hats.join(', then ') || 'none'}.`),
      why: text.includes(`**Why.** ${why}`),
      owns: hats.every((hat) =>
        new RegExp(`\\*\\*${hat}\\.\\*\\* .* Owns: .+\\.`).test(section('What each hat would own')),
      ),
      ownsNot: hats.every((hat) =>
        new RegExp(`\\*\\*${hat}\\.\\*\\* .* Does not own: .+\\.`).test(section('What each hat would own')),
      ),
      firstQuarter: hats.every((hat) => section('What the first 90 days would produce').includes(`**${hat}:** `)),
      wrongPick: section('What goes wrong if this pick is wrong').includes('**The sign:**'),
      cautions: cautions.every(({ statement }) => section('Cautions').includes(`- ${statement}`)),
      testQuestions: ['**What should the platform look like in 18 months?**', '**What is our AI risk posture?**'].every(
        (question) => section('Two questions to ask at any time').includes(question),
      ),
    };
    expect(stated).toEqual(Object.fromEntries(Object.keys(stated).map((item) => [item, true])));
  });

  it('leaves out what a hat that is not recommended would produce', () =>
    expect(markdown).not.toContain('Architecture read'));

  it('fits a page of print for every answer, without a hole in a sentence', () => {
    for (const answers of allAnswers()) {
      const text = read({ answers });
      expect(text).not.toMatch(/undefined|null|NaN|\[object| {2}|\.\.|;\./);
      expect(text.split(/\s+/).length).toBeLessThan(1_000);
    }
  });

  it.each([
    ['a link', '[x](https://evil.example)', '\\[x\\](https\\:\\/\\/evil.example)'],
    ['a bare address', 'www.evil.example', 'www\\.evil.example'],
    ['an image and a tag', '![x] <img src=x>', '\\!\\[x\\] \\<img src\\=x\\>'],
    ['a heading on a line of its own', 'A\n# B', 'A \\# B'],
    ['a cell of a table', 'A | B', 'A \\| B'],
    ['a real name', 'Møller & Søn (A/S) Inc.', 'Møller \\& Søn (A\\/S) Inc.'],
  ])('writes %s in the name of a client as plain text', (_what, clientName, written) => {
    expect(read({ clientName }).split('\n')[0]).toBe(`# Which hats ${written} needs filling`);
  });
});
