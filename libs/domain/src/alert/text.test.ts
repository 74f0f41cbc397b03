import { describe, expect, it } from '@jest/globals';
import { alertSubject } from './text.js';

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
