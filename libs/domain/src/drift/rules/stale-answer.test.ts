import { describe, expect, it } from '@jest/globals';
import type { StandingQuestion } from '../../shared/vocabulary.js';
import { at, driftFacts } from '../drift-facts.factory.js';
import type { DriftFacts } from '../types.js';
import { staleAnswer } from './stale-answer.js';

const answers = (...given: [StandingQuestion, string][]): DriftFacts['standingAnswers'] =>
  given.map(([question, moment]) => ({ question, answeredAt: new Date(moment) }));
const fresh = (question: StandingQuestion) => answers([question, '2026-05-20T09:00:00Z']);
const both = answers(['PLATFORM_IN_18_MONTHS', '2026-03-10T12:00:00Z'], ['AI_RISK_POSTURE', '2026-03-10T12:00:00Z']);
const find = (standingAnswers: DriftFacts['standingAnswers'], now: string, facts: Partial<DriftFacts> = {}) =>
  staleAnswer.evaluate(driftFacts({ standingAnswers, ...facts }), new Date(now)).map(({ subject }) => subject.id);

// The engagement starts on 2 March in Amsterdam, which is on winter time until 29 March: day 30 is 1 April.
describe('STALE_ANSWER', () => {
  it.each<[string, DriftFacts['standingAnswers'], string, string[]]>([
    ['nothing answered, the last instant of day 29', [], '2026-03-31T21:59:59.999Z', []],
    ['nothing answered, the first instant of day 30', [], '2026-03-31T22:00:00Z', ['CTO', 'CAIO']],
    ['nothing answered, day 60', [], '2026-05-01T09:00:00Z', ['CTO', 'CAIO']],
    [
      'the platform answered on day 29',
      answers(['PLATFORM_IN_18_MONTHS', '2026-03-31T09:00:00Z']),
      '2026-04-01T09:00:00Z',
      ['CAIO'],
    ],
    [
      'the risk posture answered on day 29',
      answers(['AI_RISK_POSTURE', '2026-03-31T09:00:00Z']),
      '2026-04-01T09:00:00Z',
      ['CTO'],
    ],
    ['an answer of 10 March, on its 90th day', both, '2026-06-08T21:59:59.999Z', []],
    ['an answer of 10 March, on its 91st day', both, '2026-06-08T22:00:00Z', ['CTO', 'CAIO']],
    ['an answer that is still to come', fresh('AI_RISK_POSTURE'), '2026-05-20T08:59:59Z', ['CTO', 'CAIO']],
    ['an answer from that moment on', fresh('AI_RISK_POSTURE'), '2026-05-20T09:00:00Z', ['CTO']],
  ])('given %s, then %j drifts', (_, standingAnswers, now, hats) => {
    expect(find(standingAnswers, now)).toEqual(hats);
  });

  it('given a single hat, then it answers its own question', () => {
    expect(find([], '2026-04-10T09:00:00Z', { shape: 'FRACTIONAL_CAIO' })).toEqual(['CAIO']);
    expect(find(fresh('AI_RISK_POSTURE'), '2026-05-21T09:00:00Z', { shape: 'FRACTIONAL_CAIO' })).toEqual([]);
  });

  it('given a hat that nobody wears, then nobody is asked, and nobody is looked at for it', () => {
    const hats = driftFacts().hats.map((hat) => (hat.hat === 'CTO' ? { ...hat, practitionerId: null } : hat));
    expect(find([], '2026-04-10T09:00:00Z', { hats })).toEqual(['CAIO']);
    const empty = driftFacts({ standingAnswers: [], hats: [] });
    expect(staleAnswer.nextChangeAt(empty, new Date('2026-03-10T09:00:00Z'))).toBeNull();
  });

  it('given a pause of ten days, then day 30 comes ten days later', () => {
    const pauses = [{ from: at('2026-03-10T12:00'), to: at('2026-03-20T09:00') }];
    expect(find([], '2026-04-10T21:59:59.999Z', { pauses })).toEqual([]);
    expect(find([], '2026-04-10T22:00:00Z', { pauses })).toEqual(['CTO', 'CAIO']);
  });

  it.each([
    ['Pacific/Kiritimati', '2026-03-31T10:00:00Z'],
    ['Pacific/Chatham', '2026-03-31T10:15:00Z'],
    ['Europe/Amsterdam', '2026-03-31T22:00:00Z'],
    ['America/New_York', '2026-04-01T04:00:00Z'],
    ['America/Adak', '2026-04-01T09:00:00Z'],
  ])('given a client in %s, then day 30 begins there', (timeZone, moment) => {
    const before = new Date(new Date(moment).getTime() - 1).toISOString();
    expect(find([], before, { timeZone })).toEqual([]);
    expect(find([], moment, { timeZone })).toEqual(['CTO', 'CAIO']);
  });

  it('is a notice that says what is asked and since when', () => {
    const [unanswered] = staleAnswer.evaluate(driftFacts({ standingAnswers: [] }), new Date('2026-04-03T09:00:00Z'));
    expect(unanswered).toEqual({
      rule: 'STALE_ANSWER',
      subject: { kind: 'HAT', id: 'CTO' },
      hat: 'CTO',
      severity: 'NOTICE',
      figures: [{ name: 'daysUnanswered', value: 32, threshold: 30 }],
      statement:
        'The CTO hat has not answered “What should the platform look like in 18 months?”; the engagement is on day 32, and the answer is owed by day 30.',
      clearsWhen: 'The question is answered.',
    });
    const [old] = staleAnswer.evaluate(driftFacts({ standingAnswers: both }), new Date('2026-06-10T09:00:00Z'));
    expect(old).toMatchObject({
      figures: [{ name: 'daysSinceAnswer', value: 92, threshold: 90 }],
      statement:
        "The CTO hat's answer to “What should the platform look like in 18 months?” is 92 days old, and counts for 90.",
    });
  });

  it.each([
    ['before it is stale: when it is', '2026-03-10T09:00:00Z', '2026-03-31T22:00:00.000Z'],
    ['once it is: the next midnight', '2026-04-03T09:00:00Z', '2026-04-03T22:00:00.000Z'],
  ])('looks again, looked at %s', (_, now, next) => {
    const facts = driftFacts({ standingAnswers: [] });
    expect(staleAnswer.nextChangeAt(facts, new Date(now))?.toISOString()).toBe(next);
  });
});
