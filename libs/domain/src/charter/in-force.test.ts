import { describe, expect, it } from '@jest/globals';
import { acknowledgeCharter, charterInForce, missingAcknowledgements } from './in-force.js';
import type { CharterVersion } from './types.js';

/** A version with two practitioners, acknowledged by those whom the text names: "ada, ben, sponsor". */
function version(number: number, acknowledgedBy: string): CharterVersion {
  const people = acknowledgedBy.split(', ').filter(Boolean);
  return {
    version: number,
    rights: [],
    practitionerIds: ['ada', 'ben'],
    acknowledgements: people.map((personId) => ({ personId, as: personId === 'sponsor' ? 'SPONSOR' : 'PRACTITIONER' })),
  };
}
const ALL = 'ada, ben, sponsor';

describe('the charter in force', () => {
  it.each<[string, CharterVersion[], number | null]>([
    ['none published', [], null],
    ['published, not acknowledged', [version(1, '')], null],
    ['the sponsor is missing', [version(1, 'ada, ben')], null],
    ['a practitioner is missing', [version(1, 'ada, sponsor')], null],
    ['acknowledged by all', [version(1, ALL)], 1],
    ['a new version waits: the old one stays', [version(1, ALL), version(2, 'ada, sponsor')], 1],
    ['the new version is acknowledged', [version(1, ALL), version(2, ALL)], 2],
    ['in any order', [version(2, ALL), version(3, ''), version(1, ALL)], 2],
    ['nobody is in it', [{ ...version(1, 'sponsor'), practitionerIds: [] }], null],
  ])('%s', (_case, versions, expected) => {
    expect(charterInForce(versions)?.version ?? null).toBe(expected);
  });

  it('says for whom a version waits, each person once', () => {
    expect(missingAcknowledgements({ ...version(1, ''), practitionerIds: ['ada', 'ada'] })).toEqual({
      practitionerIds: ['ada'],
      sponsor: true,
    });
  });
});

describe('acknowledging', () => {
  const facts = { version: version(2, 'ada'), newestVersion: 2 };

  it.each([
    ['a practitioner in it', { id: 'ben', sponsor: false }, { personId: 'ben', as: 'PRACTITIONER', already: false }],
    ['a sponsor', { id: 'eva', sponsor: true }, { personId: 'eva', as: 'SPONSOR', already: false }],
    ['twice is once', { id: 'ada', sponsor: false }, { personId: 'ada', as: 'PRACTITIONER', already: true }],
  ])('%s may', (_who, person, value) => expect(acknowledgeCharter(facts, person)).toEqual({ ok: true, value }));

  it('nobody else may', () => {
    expect(acknowledgeCharter(facts, { id: 'carl', sponsor: false })).toMatchObject({
      refusals: [{ code: 'NOT_A_PARTY' }],
    });
  });

  it('a version that was replaced is past acknowledging', () => {
    const replaced = { ...facts, newestVersion: 3 };
    expect(acknowledgeCharter(replaced, { id: 'ben', sponsor: false })).toMatchObject({
      refusals: [{ code: 'SUPERSEDED' }],
    });
  });
});
