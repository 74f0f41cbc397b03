import { describe, expect, it } from '@jest/globals';
import type { EngagementState, Shape } from '../shared/vocabulary.js';
import { nameAiRiskOwner, recordStandingAnswer } from './standing-answers.js';

const active = (shape: Shape) => ({ state: 'ACTIVE' as const, shape });
const EVA = { name: 'Eva Lind', email: 'eva@example.com' };

describe('the standing answers', () => {
  it('are kept as they were given', () => {
    expect(recordStandingAnswer({ question: 'AI_RISK_POSTURE', answer: ' Known. ' }, active('TWO_ROLES'))).toEqual({
      ok: true,
      value: { question: 'AI_RISK_POSTURE', answer: 'Known.' },
    });
  });

  it.each([
    ['the question of a hat that is not there', 'AI_RISK_POSTURE', 'Known.', 'HAT_NOT_IN_SHAPE', 'question'],
    ['no answer', 'PLATFORM_IN_18_MONTHS', ' ', 'REQUIRED', 'answer'],
  ] as const)('refuse %s', (_what, question, answer, code, field) => {
    expect(recordStandingAnswer({ question, answer }, active('FRACTIONAL_CTO'))).toMatchObject({
      refusals: [{ code, field }],
    });
  });
});

describe('the AI risk owner', () => {
  it('has a name and an address', () => {
    expect(nameAiRiskOwner({ ...EVA, name: ' Eva Lind ' }, active('TWO_ROLES'))).toEqual({
      ok: true,
      value: { name: 'Eva Lind', email: 'eva@example.com' },
    });
  });

  it.each([
    ['', 'eva@example.com', 'REQUIRED', 'name'],
    ['Eva Lind', '', 'REQUIRED', 'email'],
    ['Eva Lind', 'eva', 'INVALID_EMAIL', 'email'],
    ['Eva Lind', 'a@b@c', 'INVALID_EMAIL', 'email'],
  ])('%j, %j is refused as %s of %s', (name, email, code, field) => {
    expect(nameAiRiskOwner({ name, email }, active('TWO_ROLES'))).toMatchObject({ refusals: [{ code, field }] });
  });
});

describe('in an engagement', () => {
  it.each<[EngagementState, boolean]>([
    ['DRAFT', true],
    ['ACTIVE', true],
    ['PAUSED', true],
    ['COMPLETED', false],
    ['ENDED_EARLY', false],
  ])('that is %s, both may be said: %s', (state, ok) => {
    const answer = recordStandingAnswer(
      { question: 'AI_RISK_POSTURE', answer: 'Known.' },
      { state, shape: 'TWO_ROLES' },
    );
    const owner = nameAiRiskOwner(EVA, { state });
    expect([answer.ok, owner.ok]).toEqual([ok, ok]);
    const closed = { refusals: [{ code: 'WRONG_STATE', field: 'engagementId' }] };
    if (!ok) expect([answer, owner]).toMatchObject([closed, closed]);
  });
});
