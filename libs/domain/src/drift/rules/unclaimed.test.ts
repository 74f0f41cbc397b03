import { describe, expect, it } from '@jest/globals';
import { defaultCharter } from '../../charter/publish.js';
import { acknowledged, at, charter, decision, driftFacts } from '../drift-facts.factory.js';
import type { DriftCharter, DriftDecision } from '../types.js';
import { unclaimed } from './unclaimed.js';

const now = at('2026-03-20T09:00');
const sharing = (change: Partial<DriftDecision> = {}) =>
  decision({ area: 'customer data sharing', title: 'Claims extracts', ...change });
const claiming = (change: Partial<DriftCharter> = {}) =>
  charter({
    version: 2,
    publishedAt: at('2026-03-12T09:00'),
    rights: [
      ...defaultCharter('TWO_ROLES'),
      { area: 'Customer-data sharing', holder: 'CAIO', holderName: null, note: null },
    ],
    acknowledgements: acknowledged(at('2026-03-12T09:00')),
    ...change,
  });
const find = (charters: DriftCharter[], ...decisions: DriftDecision[]) =>
  unclaimed.evaluate(driftFacts({ charters, decisions }), now);

describe('UNCLAIMED', () => {
  it('says in which area, and what clears it', () => {
    expect(find([charter()], sharing())).toEqual([
      {
        rule: 'UNCLAIMED',
        subject: { kind: 'DECISION', id: 'x1' },
        hat: null,
        severity: 'WARNING',
        figures: [{ name: 'rightsInTheArea', value: 0, threshold: 1 }],
        statement:
          'The decision “Claims extracts” in customer data sharing was taken by Ada Moreno on 10 March 2026. Version 1 of the charter, in force then, does not have that area, so nobody holds it.',
        clearsWhen:
          'A charter comes into force that says whose customer data sharing is, or a decision in an area that it has supersedes this one.',
      },
    ]);
  });

  it('leaves an area of the charter alone, under whatever hat', () => {
    expect(find([charter()], decision(), decision({ id: 'x2', hatWorn: 'CAIO' }))).toEqual([]);
  });

  it('is over once a charter in force has the area, whoever holds it there', () => {
    expect(find([charter(), claiming()], sharing())).toEqual([]);
  });

  it('holds while that charter waits to be acknowledged', () => {
    expect(find([charter(), claiming({ acknowledgements: [] })], sharing())).toHaveLength(1);
  });

  it('is over once the decision is superseded', () => {
    const mended = decision({ id: 'x2', supersedesId: 'x1', at: at('2026-03-11T09:00') });
    expect(find([charter()], sharing(), mended)).toEqual([]);
  });

  it('does not judge what was decided before a charter was in force', () => {
    expect(find([charter()], sharing({ at: at('2026-03-01T09:00') }))).toEqual([]);
    expect(find([], sharing())).toEqual([]);
  });
});
