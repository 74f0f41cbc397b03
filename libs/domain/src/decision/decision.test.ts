import { describe, expect, it } from '@jest/globals';
import { recordDecision } from './decision.js';

const NOW = new Date('2026-03-17T12:00:00Z');
const FACTS = { shape: 'TWO_ROLES', state: 'ACTIVE', timeZone: 'Europe/Amsterdam', currency: 'EUR' } as const;
const COMMAND = {
  area: 'architecture',
  hatWorn: 'CTO',
  title: 'Vector store',
  decision: 'PostgreSQL.',
  rationale: 'One system less to run.',
  options: [],
} as const;

describe('the moment of a decision', () => {
  it.each([
    ['1999-12-31T23:59:59Z', ['OUT_OF_RANGE']],
    ['2000-01-01T00:00:00Z', []],
    ['2026-03-17T12:04:00Z', []],
    ['2026-03-17T12:06:00Z', ['IN_FUTURE']],
    ['not a moment', ['IN_FUTURE']],
  ])('%s: %j', (decidedAt, codes) => {
    const decision = recordDecision({ ...COMMAND, decidedAt: new Date(decidedAt) }, FACTS, NOW);
    expect(decision.ok ? [] : decision.refusals.map(({ code }) => code)).toEqual(codes);
  });
});

describe('the day to look at a decision again', () => {
  // 00:30 on 11 March in Amsterdam.
  const decidedAt = new Date('2026-03-10T23:30:00Z');

  it.each([
    ['2026-03-10', 'Europe/Amsterdam', ['BEFORE_DECISION']],
    ['2026-03-11', 'Europe/Amsterdam', []],
    ['2026-03-10', 'America/New_York', []],
    ['2026-03-09', 'America/New_York', ['BEFORE_DECISION']],
    ['2026-02-30', 'Europe/Amsterdam', ['INVALID_DAY']],
    [null, 'Europe/Amsterdam', []],
  ])('%s in %s: %j', (revisitOn, timeZone, codes) => {
    const decision = recordDecision({ ...COMMAND, decidedAt, revisitOn }, { ...FACTS, timeZone }, NOW);
    expect(decision.ok ? [] : decision.refusals.map(({ code }) => code)).toEqual(codes);
  });
});

describe('a decision that takes the place of an earlier one', () => {
  // prettier-ignore
  it.each([
    ['is logged',                          '2026-03-17T09:00:00Z', null,          []],
    ['is not the second to do so',         '2026-03-17T09:00:00Z', 'Hosted store', ['ALREADY_SUPERSEDED']],
    ['is not taken before it',             '2026-03-09T09:00:00Z', null,          ['NOT_EARLIER']],
    ['may be of the same moment',          '2026-03-10T09:00:00Z', null,          []],
  ])('%s', (_what, decidedAt, supersededByTitle, codes) => {
    const supersedes = { decidedAt: new Date('2026-03-10T09:00:00Z'), supersededByTitle };
    const decision = recordDecision({ ...COMMAND, decidedAt: new Date(decidedAt) }, { ...FACTS, supersedes }, NOW);
    expect(decision.ok ? [] : decision.refusals.map(({ code }) => code)).toEqual(codes);
  });
});
