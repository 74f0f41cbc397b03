import { describe, expect, it } from '@jest/globals';
import type { FailureMode, Hat } from '../shared/vocabulary.js';
import { failureModes } from './failure-modes.js';
import { RULE_CODES } from './rule-codes.js';
import type { RuleCode } from './rule-codes.js';

const modes = (rule: RuleCode, hat: Hat | null, practitioners = 2) =>
  failureModes([{ rule, hat }], practitioners).map(({ mode }) => mode);

describe('failureModes', () => {
  it.each<[RuleCode, Hat | null, FailureMode[]]>([
    ['EMPTY_HAT', 'CAIO', ['DROPPED_AI_HALF']],
    ['NEGLECTED_HAT', 'CAIO', ['DROPPED_AI_HALF']],
    ['THINNER_THAN_SIBLING', 'CAIO', ['DROPPED_AI_HALF']],
    ['DEFAULTING', 'CTO', ['DROPPED_AI_HALF']],
    ['EMPTY_HAT', 'CTO', ['NO_PLATFORM_CREDIBILITY']],
    ['NEGLECTED_HAT', 'CTO', ['NO_PLATFORM_CREDIBILITY']],
    ['THINNER_THAN_SIBLING', 'CTO', ['NO_PLATFORM_CREDIBILITY']],
    ['DEFAULTING', 'CAIO', ['NO_PLATFORM_CREDIBILITY']],
    ['CAPACITY_GAP', 'CAIO', ['NO_PLATFORM_CREDIBILITY']],
    ['CONTRADICTION', null, ['BAD_INTERFACE']],
    ['WRONG_HAT', 'CTO', ['BAD_INTERFACE']],
    ['UNCLAIMED', null, ['BAD_INTERFACE']],
    ['JOINT_UNSIGNED', null, ['BAD_INTERFACE']],
  ])('%s under %s', (rule, hat, expected) => {
    expect(modes(rule, hat)).toEqual(expected);
  });

  it('takes an unsigned joint decision for a bad interface only between two practitioners', () => {
    expect(modes('JOINT_UNSIGNED', null, 1)).toEqual([]);
  });

  it('knows every rule', () => {
    for (const rule of RULE_CODES) expect(() => modes(rule, 'CTO')).not.toThrow();
  });

  it('shows each mode once, with all the signals behind it', () => {
    const signals = [
      { rule: 'EMPTY_HAT', hat: 'CAIO' },
      { rule: 'LATE', hat: 'CAIO' },
      { rule: 'WRONG_HAT', hat: 'CTO' },
      { rule: 'NEGLECTED_HAT', hat: 'CAIO' },
    ] as const;
    expect(failureModes(signals, 2)).toEqual([
      { mode: 'DROPPED_AI_HALF', signals: [signals[0], signals[3]] },
      { mode: 'BAD_INTERFACE', signals: [signals[2]] },
    ]);
  });
});
