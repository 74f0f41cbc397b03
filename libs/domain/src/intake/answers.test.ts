import { describe, expect, it } from '@jest/globals';
import { validateIntakeAnswers } from './answers.js';

const complete = {
  aiStory: 'ONE_OF_SEVERAL',
  platform: 'STABLE',
  seniorTechnologyOwner: true,
  samePersonForAiRiskAndPlatform: false,
  openQuestionsAreAiShaped: true,
  surfaceBroaderThanAi: false,
  aiFitsInsideTechnologyEngagement: false,
};

function refusalsOf(input: Record<string, unknown>): [string, string | undefined][] {
  const read = validateIntakeAnswers(input);
  return read.ok ? [] : read.refusals.map((refusal) => [refusal.code, refusal.field]);
}

describe('reading the answers of a client', () => {
  it('takes them as they are, and what is optional as not known', () => {
    expect(validateIntakeAnswers({ ...complete, clientId: 'passed over' })).toEqual({
      ok: true,
      value: { ...complete, practitionerHasProductionAiDepth: 'NOT_YET_KNOWN', stage: null },
    });
  });

  it.each([
    [true, 'YES'],
    [false, 'NO'],
    [null, 'NOT_YET_KNOWN'],
    ['NO', 'NO'],
    ['NOT_YET_KNOWN', 'NOT_YET_KNOWN'],
  ])('reads the depth %j as %s', (given, known) => {
    const read = validateIntakeAnswers({ ...complete, practitionerHasProductionAiDepth: given });
    expect(read.ok && read.value.practitionerHasProductionAiDepth).toBe(known);
  });

  it.each(Object.keys(complete))('asks for %s', (question) => {
    expect(refusalsOf({ ...complete, [question]: undefined })).toEqual([['REQUIRED', question]]);
    expect(refusalsOf({ ...complete, [question]: null })).toEqual([['REQUIRED', question]]);
  });

  it.each([
    ['aiStory', 'MAYBE'],
    ['aiStory', 1],
    ['platform', 'stable'],
    ['seniorTechnologyOwner', 'yes'],
    ['surfaceBroaderThanAi', 0],
    ['practitionerHasProductionAiDepth', 'PERHAPS'],
    ['stage', 'SERIES_Z'],
    ['stage', {}],
  ])('does not take %s: %j', (question, given) => {
    expect(refusalsOf({ ...complete, [question]: given })).toEqual([['INVALID', question]]);
  });

  it('names everything that is wrong at once', () => {
    expect(refusalsOf({}).map(([, field]) => field)).toEqual(Object.keys(complete));
  });
});
