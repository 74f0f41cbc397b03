import { describe, expect, it } from '@jest/globals';
import { placeOnLane, xOf } from './timeline.js';

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
