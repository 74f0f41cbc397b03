import { describe, expect, it } from '@jest/globals';
import { decideLinkExpiry, decideNewLink, LIVE_LINKS_OF_A_READ, prospectLinkExpiry } from './share-link.js';

const now = new Date('2026-03-02T10:00:00Z');

describe('the end of a link', () => {
  it.each([
    ['a minute from now', '2026-03-02T10:01:00Z', 'taken'],
    ['a year from now', '2027-03-02T10:00:00Z', 'taken'],
    ['now', '2026-03-02T10:00:00Z', 'IN_THE_PAST'],
    ['yesterday', '2026-03-01T10:00:00Z', 'IN_THE_PAST'],
    ['a second past a year', '2027-03-02T10:00:01Z', 'TOO_LATE'],
    ['no moment at all', 'never', 'IN_THE_PAST'],
  ])('%s: %s is %s', (_when, moment, outcome) => {
    const decision = decideLinkExpiry(new Date(moment), now);
    if (decision.ok) expect([outcome, decision.value]).toEqual(['taken', new Date(moment)]);
    else {
      expect(decision.refusals).toMatchObject([{ code: outcome, field: 'expiresAt' }]);
      expect(decision.refusals[0]?.message).toContain('2027-03-02');
    }
  });

  it('knows years with 29 February', () => {
    const leap = new Date('2028-02-29T10:00:00Z');
    expect(decideLinkExpiry(new Date('2029-03-01T10:00:00Z'), leap).ok).toBe(true);
    expect(decideLinkExpiry(new Date('2029-03-01T10:00:01Z'), leap).ok).toBe(false);
  });

  it("is 90 days away for a prospect's", () =>
    expect(prospectLinkExpiry(now)).toEqual(new Date('2026-05-31T10:00:00Z')));
});

describe('links to one written read', () => {
  it.each([
    [0, true],
    [LIVE_LINKS_OF_A_READ - 1, true],
    [LIVE_LINKS_OF_A_READ, false],
    [LIVE_LINKS_OF_A_READ + 1, false],
  ])('beside %i that lead to it, another: %s', (live, allowed) => expect(decideNewLink(live).ok).toBe(allowed));
});
