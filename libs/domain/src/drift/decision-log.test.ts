import { describe, expect, it } from '@jest/globals';
import { acknowledged, at, charter, decision, driftFacts } from './drift-facts.factory.js';
import { charterInForceAt, decisionsInForce, nextEntryAt } from './decision-log.js';

const first = charter();
const second = charter({
  version: 2,
  publishedAt: at('2026-03-10T09:00'),
  acknowledgements: [
    ...acknowledged(at('2026-03-11T09:00')).filter(({ as }) => as === 'PRACTITIONER'),
    { personId: 'sponsor', as: 'SPONSOR', at: at('2026-03-13T09:00') },
  ],
});

describe('charterInForceAt', () => {
  it.each([
    ['before anything is published', '2026-03-01T09:00', null],
    ['once the first is acknowledged', '2026-03-05T09:00', 1],
    ['while the second waits for the sponsor', '2026-03-12T09:00', 1],
    ['from the moment of the last acknowledgement', '2026-03-13T09:00', 2],
  ])('%s', (_, moment, version) => {
    expect(charterInForceAt([second, first], at(moment))?.version ?? null).toBe(version);
  });

  it('does not count an acknowledgement that is still missing', () => {
    const waiting = charter({ acknowledgements: acknowledged(at('2026-03-02T08:00')).slice(1) });
    expect(charterInForceAt([waiting], at('2026-12-01T09:00'))).toBeNull();
  });
});

describe('decisionsInForce', () => {
  const old = decision({ id: 'x1' });
  const replacing = decision({ id: 'x2', supersedesId: 'x1', at: at('2026-03-12T09:00') });

  it('leaves out what was superseded, from the moment of the decision that does', () => {
    expect(decisionsInForce([replacing, old], at('2026-03-12T08:59'))).toEqual([old]);
    expect(decisionsInForce([replacing, old], at('2026-03-12T09:00'))).toEqual([replacing]);
  });

  it('does not bring back what a superseded decision had superseded', () => {
    const last = decision({ id: 'x3', supersedesId: 'x2', at: at('2026-03-13T09:00') });
    expect(decisionsInForce([old, last, replacing], at('2026-03-14T09:00'))).toEqual([last]);
  });
});

describe('nextEntryAt', () => {
  it('is the next moment at which something in the log or a charter begins to count', () => {
    const facts = driftFacts({ charters: [first, second], decisions: [decision({ at: at('2026-03-12T09:00') })] });
    expect(nextEntryAt(facts, at('2026-03-11T09:00'))).toEqual(at('2026-03-12T09:00'));
    expect(nextEntryAt(facts, at('2026-03-12T09:00'))).toEqual(at('2026-03-13T09:00'));
    expect(nextEntryAt(facts, at('2026-03-13T09:00'))).toBeNull();
  });
});
