import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MAX_ATTEMPTS, MAX_RETRY_AFTER, nextAttemptAt, RETRY_JITTER, RETRY_SCHEDULE } from './retry.js';

const FAILED_AT = new Date('2026-03-02T09:00:00Z');

describe('when a delivery is tried again', () => {
  it('follows the published schedule, a little later by chance, never earlier', () => {
    RETRY_SCHEDULE.forEach((pause, index) => {
      const soonest = nextAttemptAt(index + 1, FAILED_AT, 0);
      const latest = nextAttemptAt(index + 1, FAILED_AT, 1);
      expect(soonest?.getTime()).toBe(FAILED_AT.getTime() + pause * 1_000);
      expect(latest?.getTime()).toBeCloseTo(FAILED_AT.getTime() + pause * (1 + RETRY_JITTER) * 1_000, 5);
    });
  });

  it.each([
    ['a longer pause than the schedule has', 60, 60],
    ['a shorter one', 2, 5],
    ['one in the past', -30, 5],
    ['more than a day', 7 * 86_400, MAX_RETRY_AFTER],
  ])('waits as long as the recipient asks: %s', (_what, asked, waited) => {
    expect(nextAttemptAt(1, FAILED_AT, 0, asked)?.getTime()).toBe(FAILED_AT.getTime() + waited * 1_000);
  });

  it('spreads also those who were asked to wait, and never before the moment that was asked for', () => {
    expect(nextAttemptAt(1, FAILED_AT, 1, 60)?.getTime()).toBe(FAILED_AT.getTime() + 72_000);
    expect(nextAttemptAt(MAX_ATTEMPTS, FAILED_AT, 0, 60)).toBeNull();
  });

  it('ends after the last attempt', () => {
    expect(nextAttemptAt(MAX_ATTEMPTS - 1, FAILED_AT, 0.5)).not.toBeNull();
    expect(nextAttemptAt(MAX_ATTEMPTS, FAILED_AT, 0.5)).toBeNull();
  });

  it('is what the integration guide says', () => {
    const guide = readFileSync(join(import.meta.dirname, '../../../../docs/integration.md'), 'utf8');
    const row = guide.split('\n').find((line) => line.startsWith('| after '));
    const told = row
      ?.split('|')
      .slice(2, -1)
      .map((cell) => cell.trim());
    expect(told).toEqual(RETRY_SCHEDULE.map(inWords));
    expect(guide).toContain(`after ${MAX_RETRY_AFTER / 3_600} hours at most`);
    expect(RETRY_JITTER).toBe(1 / 5);
    expect(guide).toContain('up to a fifth longer');
  });
});

function inWords(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  return seconds < 3_600 ? `${seconds / 60} min` : `${seconds / 3_600} h`;
}
