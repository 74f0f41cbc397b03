import { describe, expect, it } from '@jest/globals';
import { alertSubject, recurrence } from './text.js';

describe('alertSubject', () => {
  it.each([
    [
      { rule: 'LATE', severity: 'CRITICAL', hat: 'CAIO', clientName: 'Northwind', deliverableTitle: 'Model registry' },
      'Critical: Northwind – Late, Model registry (CAIO)',
    ],
    [
      { rule: 'EMPTY_HAT', severity: 'WARNING', hat: 'CTO', clientName: 'Northwind' },
      'Warning: Northwind – Hat empty (CTO)',
    ],
    [
      { rule: 'NO_RISK_OWNER', severity: 'CRITICAL', hat: null, clientName: 'North\r\nBcc: wind' },
      'Critical: North Bcc: wind – Nobody accountable for AI risk',
    ],
  ] as const)('%j', (facts, expected) => {
    expect(alertSubject(facts)).toBe(expected);
  });
});

describe('recurrence', () => {
  it.each([
    ['2026-03-02', '2026-03-12', 'Again: last from 2 March 2026 to 12 March 2026.'],
    ['2026-03-02', '2026-03-02', 'Again: last on 2 March 2026.'],
  ])('from %s to %s', (openedOn, resolvedOn, expected) => {
    expect(recurrence({ openedOn, resolvedOn })).toBe(expected);
  });
});
