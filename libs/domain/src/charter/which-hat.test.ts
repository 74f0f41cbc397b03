import { describe, expect, it } from '@jest/globals';
import { defaultCharter } from './publish.js';
import type { WhichHatQuestion } from './types.js';
import { whichHat } from './which-hat.js';

const eur = (amount: string) => ({ amount, currency: 'EUR' });
const cto = {
  hat: 'CTO',
  practitionerId: 'ada',
  practitionerName: 'Ada Okafor',
  perDecisionLimit: eur('5000.00'),
  perQuarterLimit: eur('20000.00'),
} as const;
const caio = {
  hat: 'CAIO',
  practitionerId: 'ben',
  practitionerName: 'Ben Sato',
  perDecisionLimit: eur('3000.00'),
  perQuarterLimit: eur('9000.00'),
} as const;

function ask(different: Partial<WhichHatQuestion> = {}) {
  return whichHat({
    rights: defaultCharter('TWO_ROLES'),
    assignments: [cto, caio],
    area: 'Architecture',
    quarterSpend: {},
    ...different,
  });
}

describe('which hat', () => {
  it('is the hat of the area and whoever wears it', () => {
    expect(ask()).toEqual({
      holder: 'CTO',
      wornBy: [{ hat: 'CTO', practitionerId: 'ada', name: 'Ada Okafor' }],
      withinPerDecisionLimit: null,
      quarterRemaining: eur('20000.00'),
      approvalsNeeded: [],
      statement: "Architecture is the CTO's (Ada Okafor). EUR 20,000.00 are left this quarter.",
    });
  });

  it('of a joint area is both, the lesser of the two limits holds, and each signs', () => {
    expect(ask({ area: 'ai_team_hiring', amount: eur('4000.00'), quarterSpend: { CTO: eur('15000.00') } })).toEqual({
      holder: 'JOINT',
      wornBy: [
        { hat: 'CTO', practitionerId: 'ada', name: 'Ada Okafor' },
        { hat: 'CAIO', practitionerId: 'ben', name: 'Ben Sato' },
      ],
      withinPerDecisionLimit: false,
      quarterRemaining: eur('5000.00'),
      approvalsNeeded: ['CTO', 'CAIO', 'SPONSOR'],
      statement:
        "AI team hiring is a joint decision, the CTO's (Ada Okafor) and the CAIO's (Ben Sato). Each hat signs with a reason " +
        "of its own. EUR 4,000.00 needs a sponsor's approval: it is over the CAIO hat's limit of EUR 3,000.00 a decision.",
    });
  });

  it('of what is held outside is the named person', () => {
    expect(ask({ rights: defaultCharter('FRACTIONAL_CTO', 'Eva Lind'), area: 'AI risk', amount: eur('1') })).toEqual({
      holder: 'NAMED_OUTSIDE',
      wornBy: [{ hat: null, practitionerId: null, name: 'Eva Lind' }],
      withinPerDecisionLimit: null,
      quarterRemaining: null,
      approvalsNeeded: ['NAMED_OUTSIDE'],
      statement: 'AI risk is not ours to decide: Eva Lind holds it.',
    });
  });

  it('of an area that the charter does not have belongs to nobody yet', () => {
    expect(ask({ area: 'legal holds' })).toMatchObject({ holder: null, wornBy: [], approvalsNeeded: ['SPONSOR'] });
  });

  it('that nobody wears says so', () => {
    const answer = ask({ assignments: [{ ...cto, practitionerId: null, practitionerName: null }] });
    expect(answer.wornBy).toEqual([]);
    expect(answer.statement).toContain("the CTO's (nobody wears the hat yet)");
  });

  it.each<[string, string, string, boolean, string, string[]]>([
    ['inside both limits', '5000.00', '0.00', true, '20000.00', []],
    ['a cent over the limit of a decision', '5000.01', '0.00', false, '20000.00', ['SPONSOR']],
    ['exactly what is left of the quarter', '5000.00', '15000.00', true, '5000.00', []],
    ['a cent over what is left', '5000.00', '15000.01', true, '4999.99', ['SPONSOR']],
    ['over both', '6000.00', '19000.00', false, '1000.00', ['SPONSOR']],
    ['the quarter is overspent', '0.01', '25000.00', true, '0.00', ['SPONSOR']],
  ])('%s', (_case, amount, spent, within, remaining, approvals) => {
    expect(ask({ amount: eur(amount), quarterSpend: { CTO: eur(spent) } })).toMatchObject({
      withinPerDecisionLimit: within,
      quarterRemaining: eur(remaining),
      approvalsNeeded: approvals,
    });
  });

  it('asks the sponsor where no limit is agreed, or the amount is in another currency', () => {
    const unlimited = ask({
      assignments: [{ ...cto, perDecisionLimit: null, perQuarterLimit: null }],
      amount: eur('1'),
    });
    expect(unlimited).toMatchObject({
      withinPerDecisionLimit: null,
      quarterRemaining: null,
      approvalsNeeded: ['SPONSOR'],
    });
    const foreign = ask({ amount: { amount: '1.00', currency: 'USD' } });
    expect(foreign).toMatchObject({ withinPerDecisionLimit: null, approvalsNeeded: ['SPONSOR'] });
    expect(foreign.statement).toContain('the limits of the CTO hat are in EUR, not in USD');
  });
});
