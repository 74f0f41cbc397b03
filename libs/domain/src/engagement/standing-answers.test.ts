import { describe, expect, it } from '@jest/globals';
import { nameAiRiskOwner, recordStandingAnswer } from './standing-answers.js';

describe('the standing answers', () => {
  it('are kept as they were given', () => {
    expect(recordStandingAnswer({ question: 'AI_RISK_POSTURE', answer: ' Known. ' }, 'TWO_ROLES')).toEqual({
      ok: true,
      value: { question: 'AI_RISK_POSTURE', answer: 'Known.' },
    });
  });

  it.each([
    ['the question of a hat that is not there', 'AI_RISK_POSTURE', 'Known.', 'HAT_NOT_IN_SHAPE', 'question'],
    ['no answer', 'PLATFORM_IN_18_MONTHS', ' ', 'REQUIRED', 'answer'],
  ] as const)('refuse %s', (_what, question, answer, code, field) => {
    expect(recordStandingAnswer({ question, answer }, 'FRACTIONAL_CTO')).toMatchObject({ refusals: [{ code, field }] });
  });
});

describe('the AI risk owner', () => {
  it('has a name and an address', () => {
    expect(nameAiRiskOwner({ name: ' Eva Lind ', email: 'eva@example.com' })).toEqual({
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
    expect(nameAiRiskOwner({ name, email })).toMatchObject({ refusals: [{ code, field }] });
  });
});
