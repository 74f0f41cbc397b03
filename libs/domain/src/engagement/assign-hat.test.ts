import { describe, expect, it } from '@jest/globals';
import { assignHat } from './assign-hat.js';
import type { AssignHatCommand, AssignHatFacts } from './assign-hat.js';

const eur = (amount: string) => ({ amount, currency: 'EUR' });
const limits = { perDecisionLimit: eur('5000.00'), perQuarterLimit: eur('20000.00') };
const FACTS: AssignHatFacts = {
  state: 'ACTIVE',
  shape: 'TWO_ROLES',
  currency: 'EUR',
  assignments: [
    { hat: 'CTO', practitionerId: 'ada', daysPerWeek: 2, ...limits },
    { hat: 'CAIO', practitionerId: 'ben', daysPerWeek: 1, ...limits },
  ],
  practitioner: { depthEvidenced: true },
  by: 'LEAD',
};
const NOT_EVIDENCED = { practitioner: { depthEvidenced: false } };
const ONE_PERSON: Partial<AssignHatFacts> = {
  shape: 'CTO_AND_CAIO',
  assignments: FACTS.assignments.map((assignment) => ({ ...assignment, practitionerId: 'ada' })),
};

describe('a hat is assigned', () => {
  it('to somebody new, and keeps what is not named', () => {
    expect(assignHat({ hat: 'CAIO', practitionerId: 'cleo' }, FACTS)).toEqual({
      ok: true,
      value: {
        currency: 'EUR',
        assignments: [FACTS.assignments[0], { hat: 'CAIO', practitionerId: 'cleo', daysPerWeek: 1, ...limits }],
      },
    });
  });

  // prettier-ignore
  it.each<[string, AssignHatCommand, Partial<AssignHatFacts>, string]>([
    // given                                     the command                                                   who and where                              then
    ['somebody left',                            { hat: 'CTO', practitionerId: null },                         {},                                        'nobody ben'],
    ['both hats are one person\'s',              { hat: 'CTO', practitionerId: 'cleo' },                       ONE_PERSON,                                'cleo cleo'],
    ['one person with two roles, in a draft',    { hat: 'CTO', practitionerId: 'ben' },                        { state: 'DRAFT', by: 'PRACTITIONER' },    'ben ben'],
    ['one person with two roles, running',       { hat: 'CTO', practitionerId: 'ben' },                        {},                                        'practitionerId ONE_PERSON_FOR_TWO_ROLES'],
    ['a CAIO without evidence, in a draft',      { hat: 'CAIO', practitionerId: 'cleo' },                      { ...NOT_EVIDENCED, state: 'DRAFT' },      'ada cleo'],
    ['a CAIO without evidence, paused',          { hat: 'CAIO', practitionerId: 'cleo' },                      { ...NOT_EVIDENCED, state: 'PAUSED' },     'practitionerId DEPTH_NOT_EVIDENCED'],
    ['a CTO needs none',                         { hat: 'CTO', practitionerId: 'cleo' },                       NOT_EVIDENCED,                             'cleo ben'],
    ['nobody of the workspace',                  { hat: 'CTO', practitionerId: 'x' },                          { practitioner: null },                    'practitionerId UNKNOWN_PRACTITIONER'],
    ['a hat that is not there',                  { hat: 'CAIO' },                                              { assignments: FACTS.assignments.slice(0, 1), shape: 'FRACTIONAL_CTO' }, 'hat HAT_NOT_IN_SHAPE'],
    ['an engagement that is over',               { hat: 'CAIO' },                                              { state: 'ENDED_EARLY' },                  'engagementId WRONG_STATE'],
    ['a practitioner, once it runs',             { hat: 'CTO', daysPerWeek: 3 },                               { by: 'PRACTITIONER' },                    'engagementId NOT_ALLOWED'],
    ['six days a week',                          { hat: 'CTO', daysPerWeek: 6 },                               {},                                        'daysPerWeek OUT_OF_RANGE'],
    ['a limit lowered',                          { hat: 'CTO', perDecisionLimit: eur('4000') },                {},                                        'ada ben'],
    ['a limit raised',                           { hat: 'CTO', perDecisionLimit: eur('6000') },                {},                                        'perDecisionLimit SPONSOR_RAISES'],
    ['a limit raised by a sponsor',              { hat: 'CTO', perDecisionLimit: eur('6000') },                { by: 'SPONSOR' },                         'ada ben'],
    ['a limit raised in a draft',                { hat: 'CTO', perDecisionLimit: eur('6000') },                { state: 'DRAFT' },                        'ada ben'],
    ['a limit taken away',                       { hat: 'CTO', perQuarterLimit: null },                        {},                                        'perQuarterLimit REQUIRED'],
    ['a limit in another currency',              { hat: 'CTO', perQuarterLimit: { amount: '1', currency: 'USD' } }, {},                                   'perQuarterLimit WRONG_CURRENCY'],
    ['two currencies in a draft',                { hat: 'CTO', perQuarterLimit: { amount: '1', currency: 'USD' } }, { state: 'DRAFT' },                   'perQuarterLimit MIXED_CURRENCIES'],
    ['a decision over the quarter',              { hat: 'CTO', perQuarterLimit: eur('100') },                  {},                                        'perDecisionLimit LIMITS_REVERSED'],
    ['a sponsor about the person',               { hat: 'CTO', practitionerId: 'cleo' },                       { by: 'SPONSOR' },                         'practitionerId NOT_ALLOWED'],
  ])('%s', (_given, command, different, then) => {
    const assigned = assignHat(command, { ...FACTS, ...different });
    const said = assigned.ok
      ? assigned.value.assignments.map(({ practitionerId }) => practitionerId ?? 'nobody')
      : assigned.refusals.flatMap(({ field, code }) => [field, code]);
    expect(said.join(' ')).toBe(then);
  });
});
