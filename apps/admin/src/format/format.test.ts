import { describe, expect, it } from '@jest/globals';
import { addDays, dayOf, daysBetween, showDay } from './days.js';
import { percent, showArea, showDepth, showFigureName, showMoney } from './figures.js';

describe('days', () => {
  it('are shown as they are, whatever the time zone of the reader', () =>
    expect(showDay('2026-03-01')).toBe('1 Mar 2026'));
  it('are counted over a change of the clock', () => expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2));
  it('go on over the end of February', () => expect(addDays('2028-02-28', 2)).toBe('2028-03-01'));
  it('of an instant depend on where one is', () => {
    const instant = new Date('2026-11-23T23:30:00Z');
    expect(dayOf(instant, 'Europe/Amsterdam')).toBe('2026-11-24');
    expect(dayOf(instant, 'America/New_York')).toBe('2026-11-23');
  });
});

describe('figures', () => {
  it.each([
    ['1234.50', '€1,234.50'],
    ['5000.00', '€5,000'],
  ])('money %s', (amount, shown) => expect(showMoney({ amount, currency: 'EUR' })).toBe(shown));
  it('a depth is whole, a missing one a dash', () => {
    expect(showDepth(57.4)).toBe('57');
    expect(showDepth(null)).toBe('–');
  });
  it('a share is per cent', () => expect(percent(0.456)).toBe(46));
  it.each([
    ['ai-risk', 'AI risk'],
    ['ai-build-buy-or-sunset', 'AI build, buy or sunset'],
    ['Customer data sharing', 'Customer data sharing'],
  ])('area %s', (area, shown) => expect(showArea(area)).toBe(shown));
  it('names of figures are words', () => expect(showFigureName('daysLate')).toBe('Days late'));
});
