import { describe, expect, it } from '@jest/globals';
import { CostBudgets } from './cost-budgets.js';

/** 60,000 a minute: 1,000 come back in a second. */
function budgets() {
  const clock = { now: 0 };
  return { clock, budgets: new CostBudgets(60_000, () => clock.now) };
}

describe('a budget', () => {
  it('is refused past what is left, tells for how long, and comes back evenly', () => {
    const { clock, budgets: all } = budgets();
    all.take('ada', 50_000);
    expect(() => all.take('ada', 12_000)).toThrow(/10000 is left; try again in 2 seconds/);
    clock.now = 2_000;
    all.take('ada', 12_000);
    expect(all.note('ada', 0, 0).left).toBe(0);
    expect(() => all.check('ada')).toThrow();
    clock.now = 62_000;
    expect(all.note('ada', 0, 0).left).toBe(60_000);
  });

  it('gets back what was not spent, and never more', () => {
    const { budgets: all } = budgets();
    all.take('ada', 5_000);
    all.charge('ada', -4_900);
    expect(all.note('ada', 5_000, 100)).toEqual({
      requested: 5_000,
      spent: 100,
      left: 59_900,
      maximum: 60_000,
      restoresPerSecond: 1_000,
    });
    all.charge('ada', -4_900);
    expect(all.note('ada', 0, 0).left).toBe(60_000);
  });

  it('belongs to one caller, and nobody counts null', () => {
    const { budgets: all } = budgets();
    all.take('ada', 60_000);
    all.take('ben', 60_000);
    for (let i = 0; i < 10; i++) all.take(null, 60_000);
    expect(() => all.check('ada')).toThrow();
    expect(all.note(null, 0, 0).left).toBe(60_000);
  });

  it('forgets those who asked longest ago', () => {
    const { budgets: all } = budgets();
    for (let caller = 0; caller <= 20_000; caller++) all.charge(`caller ${caller}`, 60_000);
    expect(all.note('caller 0', 0, 0).left).toBe(60_000);
    expect(all.note('caller 20000', 0, 0).left).toBe(0);
  });
});
