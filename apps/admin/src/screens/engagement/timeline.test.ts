import { describe, expect, it } from '@jest/globals';
import { endOfPicture, placeOnLane, xOf } from './timeline.js';

const item = (title: string, day: number): { title: string; day: number } => ({ title, day });

describe('the place of a day', () => {
  it('is in proportion', () => expect(xOf(45, 90, 600)).toBe(300));
  it.each([
    [-5, 0],
    [200, 600],
  ])('of day %d, outside of the quarter, is its nearer end', (day, x) => expect(xOf(day, 90, 600)).toBe(x));
});

describe('a lane', () => {
  it('keeps what is far apart on one row', () => {
    const placed = placeOnLane([item('Hiring plan', 60), item('Decision log', 14)], 90, 1200);
    expect(placed.map(({ item: { title }, row }) => [title, row])).toEqual([
      ['Decision log', 0],
      ['Hiring plan', 0],
    ]);
  });

  it('puts what would overlap on rows of their own', () => {
    const placed = placeOnLane([item('Data lineage', 60), item('AI strategy', 60), item('Roadmap', 62)], 90, 600);
    expect(new Set(placed.map(({ row }) => row)).size).toBe(3);
  });

  it('turns a label to the left where it would leave the picture', () => {
    const [placed] = placeOnLane([item('Governance framework', 90)], 90, 600);
    expect(placed?.labelLeft).toBe(true);
  });
});

describe('the picture', () => {
  it.each([
    ['ends with the quarter', [], '2026-12-20'],
    ['ends with the quarter where all is done before', ['2026-12-01'], '2026-12-20'],
    ['goes on to a forecast after it', ['2026-12-01', '2026-12-28'], '2026-12-28'],
    ['but not for ever', ['2027-06-01'], '2027-01-19'],
  ])('%s', (_, forecasts, end) => expect(endOfPicture('2026-12-20', forecasts)).toBe(end));
});
