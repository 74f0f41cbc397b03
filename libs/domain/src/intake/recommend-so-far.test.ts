import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { allAnswers, someAnswers } from './all-answers.fixture.js';
import type { IntakeAnswers, IntakeQuestion } from './answers.js';
import { recommend } from './recommend.js';
import { recommendSoFar, type AnswersSoFar } from './recommend-so-far.js';

const every = allAnswers();
const questions = Object.keys(someAnswers()) as IntakeQuestion[];

/** Some answers of a client, of which only some have been given. */
const begun = fc
  .record({ answers: fc.constantFrom(...every), given: fc.subarray(questions) })
  .map(({ answers, given }): { answers: IntakeAnswers; soFar: AnswersSoFar } => ({
    answers,
    soFar: Object.fromEntries(given.map((question) => [question, answers[question]])),
  }));

describe('the recommendation so far', () => {
  it.each<[string, AnswersSoFar, string[], number, number]>([
    ['nothing is answered', {}, ['FRACTIONAL_CTO', 'FRACTIONAL_CAIO', 'CTO_AND_CAIO', 'TWO_ROLES', 'NEITHER'], 0, 0],
    ['AI is the story', { aiStory: 'STRATEGIC_STORY' }, ['FRACTIONAL_CAIO', 'CTO_AND_CAIO', 'TWO_ROLES'], 1, 0],
    [
      'AI is the story and an owner is in place',
      { aiStory: 'STRATEGIC_STORY', seniorTechnologyOwner: true, samePersonForAiRiskAndPlatform: false },
      ['FRACTIONAL_CAIO'],
      2,
      0,
    ],
    ['nobody owns technology', { seniorTechnologyOwner: false }, ['FRACTIONAL_CTO', 'CTO_AND_CAIO', 'TWO_ROLES'], 0, 1],
    [
      'one person, depth missing',
      {
        samePersonForAiRiskAndPlatform: true,
        practitionerHasProductionAiDepth: 'NO',
      },
      ['TWO_ROLES'],
      0,
      0,
    ],
  ])('when %s', (_when, answers, possible, caioSignals, ctoSignals) => {
    expect(recommendSoFar(answers)).toMatchObject({ possible, caioSignals, ctoSignals });
  });

  it('takes nothing back, whatever is answered next', () => {
    fc.assert(
      fc.property(begun, ({ answers, soFar }) => {
        const said = recommendSoFar(soFar);
        const finished = recommend(answers);
        expect(said.possible).toContain(finished.shape);
        expect(said.caioSignals).toBeLessThanOrEqual(finished.caioSignals);
        expect(said.ctoSignals).toBeLessThanOrEqual(finished.ctoSignals);
        expect(finished.reasons).toEqual(expect.arrayContaining(said.reasons));
      }),
    );
  });

  it('is the recommendation where everything is answered', () => {
    for (const answers of every.filter((_, index) => index % 7 === 0)) {
      const { shape, caioSignals, ctoSignals, reasons } = recommend(answers);
      expect(recommendSoFar(answers)).toEqual({ possible: [shape], caioSignals, ctoSignals, reasons });
    }
  });
});
