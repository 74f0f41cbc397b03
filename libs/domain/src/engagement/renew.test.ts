import { describe, expect, it } from '@jest/globals';
import { decideEngagement } from './lifecycle.js';
import type { CatalogueEntry, EngagementFacts, Renewal } from './types.js';

const CATALOGUE: readonly CatalogueEntry[] = [
  { key: 'roadmap', hat: 'CTO', title: 'Roadmap', dueDay: 75, weight: 2 },
  { key: 'hiring-plan', hat: 'CTO', title: 'Hiring plan', dueDay: 60, weight: 1 },
  { key: 'ai-strategy', hat: 'CAIO', title: 'AI strategy', dueDay: 90, weight: 3 },
];
const FACTS: EngagementFacts = {
  state: 'ACTIVE',
  startsOn: '2026-01-01',
  endsOn: '2026-04-01',
  timeZone: 'Europe/Amsterdam',
  pausedOn: null,
  quarters: [{ number: 1, from: '2026-01-01', to: '2026-04-01' }],
  deliverables: [],
};

function renewed(different: Partial<Renewal>, on = '2026-03-20', facts: Partial<EngagementFacts> = {}) {
  const renewal = {
    shape: 'TWO_ROLES',
    templates: ['roadmap', 'ai-strategy'],
    catalogue: CATALOGUE,
    ...different,
  } as const;
  return decideEngagement({ kind: 'RENEW', ...renewal }, { ...FACTS, ...facts }, new Date(`${on}T12:00:00Z`));
}

describe('a renewal', () => {
  it('adds a quarter after the last one, with what was chosen, due by the days of that quarter', () => {
    expect(renewed({})).toEqual({
      ok: true,
      value: {
        state: 'ACTIVE',
        endsOn: '2026-07-01',
        addedQuarter: { number: 2, from: '2026-04-02', to: '2026-07-01' },
        planned: [
          { key: 'roadmap', hat: 'CTO', title: 'Roadmap', dueOn: '2026-06-16', weight: 2 },
          { key: 'ai-strategy', hat: 'CAIO', title: 'AI strategy', dueOn: '2026-07-01', weight: 3 },
        ],
      },
    });
  });

  it('may begin later, and comes after the end as well', () => {
    expect(renewed({ startsOn: '2026-05-01' }, '2026-04-20')).toMatchObject({
      value: { endsOn: '2026-07-30', addedQuarter: { number: 2, from: '2026-05-01', to: '2026-07-30' } },
    });
  });

  // prettier-ignore
  it.each<[string, Partial<Renewal>, [string, string][]]>([
    ['a template that does not exist', { templates: ['roadmap', 'ai-strategy', 'x'] }, [['UNKNOWN_TEMPLATE', 'templates.2']]],
    ['a template twice', { templates: ['roadmap', 'roadmap', 'ai-strategy'] }, [['DUPLICATE', 'templates.1']]],
    ['a hat that is not there', { shape: 'FRACTIONAL_CTO' }, [['HAT_NOT_IN_SHAPE', 'templates.1']]],
    ['a hat that would owe nothing', { templates: ['ai-strategy'] }, [['REQUIRED', 'templates']]],
    ['nothing chosen', { templates: [] }, [['REQUIRED', 'templates'], ['REQUIRED', 'templates']]],
    ['a day in the last quarter', { startsOn: '2026-04-01' }, [['OUT_OF_RANGE', 'startsOn']]],
    ['a day far away', { startsOn: '2026-07-01' }, [['OUT_OF_RANGE', 'startsOn']]],
    ['a day that does not exist', { startsOn: '2026-04-31' }, [['INVALID_DAY', 'startsOn']]],
  ])('is refused for %s', (_what, different, refusals) => {
    const decision = renewed(different);
    expect(decision.ok ? [] : decision.refusals.map(({ code, field }) => [code, field])).toEqual(refusals);
  });

  it('comes one quarter at a time', () => {
    const quarters = [...FACTS.quarters, { number: 2, from: '2026-04-02', to: '2026-07-01' }];
    expect(renewed({}, '2026-04-01', { quarters })).toMatchObject({ refusals: [{ code: 'TOO_EARLY' }] });
    expect(renewed({}, '2026-04-02', { quarters })).toMatchObject({ value: { addedQuarter: { number: 3 } } });
  });
});
