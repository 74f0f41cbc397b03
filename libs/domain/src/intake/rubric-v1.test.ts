import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { allAnswers, someAnswers } from './all-answers.fixture.js';
import type { IntakeAnswers } from './answers.js';
import { RUBRIC_VERSION, recommend, recommendWith } from './recommend.js';
import type { Recommendation } from './recommendation.js';

const every = allAnswers().map((answers) => ({ answers, recommendation: recommend(answers) }));

/** The rows for which `holds` is false, as text: empty where the rule holds over all answers. */
function exceptions(holds: (answers: IntakeAnswers, recommendation: Recommendation) => boolean): string[] {
  return every.filter((row) => !holds(row.answers, row.recommendation)).map((row) => JSON.stringify(row));
}

const same = { samePersonForAiRiskAndPlatform: true };
const noOwner = { seniorTechnologyOwner: false };
const several = { aiStory: 'ONE_OF_SEVERAL' } as const;
const otherQuestions = { openQuestionsAreAiShaped: false };
const bottleneck = { platform: 'BOTTLENECK' } as const;

describe('the table of the rubric', () => {
  it.each<[string, Partial<IntakeAnswers>, string, string[]]>([
    ['same person, depth missing', { ...same, practitionerHasProductionAiDepth: 'NO' }, 'TWO_ROLES', ['CTO', 'CAIO']],
    ['same person, depth there', same, 'CTO_AND_CAIO', ['CTO', 'CAIO']],
    [
      'same person, depth not known',
      { ...same, practitionerHasProductionAiDepth: 'NOT_YET_KNOWN' },
      'CTO_AND_CAIO',
      ['CTO', 'CAIO'],
    ],
    ['no owner, AI is the story', noOwner, 'TWO_ROLES', ['CTO', 'CAIO']],
    ['no owner, AI is one of several', { ...noOwner, ...several }, 'FRACTIONAL_CTO', ['CTO']],
    ['owner, AI is the story', {}, 'FRACTIONAL_CAIO', ['CAIO']],
    ['owner, one of several, AI-shaped questions', several, 'FRACTIONAL_CAIO', ['CAIO']],
    [
      'owner, one of several, other questions, bottleneck',
      { ...several, ...otherQuestions, ...bottleneck },
      'FRACTIONAL_CTO',
      ['CTO'],
    ],
    ['owner, one of several, other questions, stable', { ...several, ...otherQuestions }, 'NEITHER', []],
  ])('%s', (_row, different, shape, hats) => {
    expect(recommend(someAnswers(different))).toMatchObject({ shape, hats });
  });
});

describe('signals, agreement and failure mode', () => {
  it.each<[Partial<IntakeAnswers>, number, number]>([
    [{}, 4, 0],
    [{ ...noOwner, surfaceBroaderThanAi: true, aiFitsInsideTechnologyEngagement: true }, 3, 3],
    [{ ...several, ...bottleneck, ...noOwner, ...otherQuestions }, 0, 1],
  ])('%j has %i signals to a CAIO and %i to a CTO', (different, caioSignals, ctoSignals) => {
    expect(recommend(someAnswers(different))).toMatchObject({ caioSignals, ctoSignals });
  });

  it.each<[string, Partial<IntakeAnswers>, string]>([
    ['one hat, three lean to it', {}, 'UNANIMOUS'],
    ['one hat, two lean to it', bottleneck, 'MAJORITY'],
    ['one hat, one leans to it', { ...several, ...bottleneck }, 'CONFLICTED'],
    ['a CTO, three lean to it', { ...several, ...bottleneck, ...noOwner }, 'UNANIMOUS'],
    ['two hats, both ways', { ...same, ...bottleneck }, 'UNANIMOUS'],
    ['two hats, all one way', same, 'CONFLICTED'],
    ['neither', { ...several, ...otherQuestions }, 'MAJORITY'],
  ])('%s', (_case, different, agreement) => {
    expect(recommend(someAnswers(different)).agreement).toBe(agreement);
  });

  it.each<[Partial<IntakeAnswers>, string | null]>([
    [{ ...noOwner, ...several }, 'DROPPED_AI_HALF'],
    [{}, 'NO_PLATFORM_CREDIBILITY'],
    [noOwner, 'BAD_INTERFACE'],
    [same, 'DROPPED_AI_HALF'],
    [{ ...several, ...otherQuestions }, null],
  ])('%j: watch %s', (different, mode) => {
    expect(recommend(someAnswers(different)).failureModeToWatch).toBe(mode);
  });
});

describe('cautions', () => {
  it.each<[string, Partial<IntakeAnswers>, string[]]>([
    ['nothing gives pause', {}, []],
    ['depth not known', { practitionerHasProductionAiDepth: 'NOT_YET_KNOWN' }, ['DEPTH_NOT_EVIDENCED']],
    ['depth missing', { practitionerHasProductionAiDepth: 'NO' }, ['DEPTH_MISSING']],
    [
      'depth missing without a CAIO hat',
      { ...noOwner, ...several, practitionerHasProductionAiDepth: 'NO', ...otherQuestions, ...bottleneck },
      [],
    ],
    ['a CAIO on a bottleneck', bottleneck, ['PLATFORM_IS_BOTTLENECK']],
    ['both hats on a bottleneck, seat held', { ...same, ...bottleneck }, ['CTO_SEAT_ALREADY_HELD']],
    ['a CTO with AI-shaped questions', { ...noOwner, ...several, ...bottleneck }, ['AI_IS_A_SIDE_RESPONSIBILITY']],
    ['two roles at Series A', { ...noOwner, stage: 'SERIES_A' }, ['STAGE_FAVOURS_ONE_PERSON']],
    ['two roles at Series B', { ...noOwner, stage: 'SERIES_B_OR_LATER' }, []],
    ['two roles, stage not said', { ...noOwner, stage: null }, []],
    ['answers that conflict', { ...several, ...bottleneck }, ['PLATFORM_IS_BOTTLENECK', 'ANSWERS_CONFLICT']],
  ])('%s', (_case, different, codes) => {
    expect(recommend(someAnswers(different)).cautions.map((caution) => caution.code)).toEqual(codes);
  });
});

describe('over all answers', () => {
  it('there are 2688 of them', () => expect(new Set(every.map((row) => JSON.stringify(row.answers))).size).toBe(2688));

  it('three or four CAIO signals never give a shape without the CAIO hat', () => {
    expect(exceptions((_answers, { caioSignals, hats }) => caioSignals < 3 || hats.includes('CAIO'))).toEqual([]);
  });

  it('no owner never gives FRACTIONAL_CAIO or NEITHER', () => {
    expect(
      exceptions(
        (answers, { shape }) => answers.seniorTechnologyOwner || !['FRACTIONAL_CAIO', 'NEITHER'].includes(shape),
      ),
    ).toEqual([]);
  });

  it('the four questions are the reasons, and the last weighs more than the others together', () => {
    expect(
      exceptions((_answers, { reasons }) => {
        const weights = reasons.map((reason) => reason.weight);
        const last = weights.pop() ?? 0;
        return weights.length === 3 && last > weights.reduce((sum, weight) => sum + weight, 0);
      }),
    ).toEqual([]);
  });

  it('what a client reads is a whole sentence', () => {
    const sentences = every.flatMap(({ recommendation: { reasons, cautions, why } }) => [
      why,
      ...[...reasons, ...cautions].map((each) => each.statement),
    ]);
    expect([...new Set(sentences)].filter((text) => !/^[A-Z].+[^.]\.$/.test(text))).toEqual([]);
  });

  it('version 1 gives the same answer for ever, word for word', () => {
    const fingerprint = createHash('sha256');
    for (const { answers } of every) fingerprint.update(JSON.stringify(recommendWith(1, answers)));
    expect(fingerprint.digest('hex')).toBe('4360d8b1675f07b3c0271a3e9907dc9da8a4ef1473ac2151ca82df770a202bfa');
  });

  it('knows no version that was never written', () => {
    expect(() => recommendWith(RUBRIC_VERSION + 1, someAnswers())).toThrow(RangeError);
  });
});
