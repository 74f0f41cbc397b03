import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { evidenceName } from './evidence-name.js';

const sha256 = '0123456789abcdef'.repeat(4);

describe('the name of an attached file in the pack', () => {
  it.each([
    ['run.csv', 'run.csv'],
    ['Évaluation: 2026.csv', 'Évaluation_ 2026.csv'],
    ['../../etc/passwd', '_.._etc_passwd'],
    ['..\\..\\run.bat', '_.._run.bat'],
    ['C:\\Windows\\x.dll', 'C__Windows_x.dll'],
    ['CON', 'CON'],
    ['aux.txt', 'aux.txt'],
    ['report.pdf. ', 'report.pdf'],
    ['\u202Efdp.exe', '_fdp.exe'],
    ['...', 'file'],
    ['', 'file'],
    ['.csv', 'csv'],
    ['📈'.repeat(100) + '.png', '📈'.repeat(39) + '.png'],
    ['a'.repeat(300), 'a'.repeat(160)],
  ])('of %j is %j behind sixteen digits of its hash', (name, expected) =>
    expect(evidenceName({ sha256, name })).toBe(`0123456789abcdef-${expected}`),
  );

  it('is one that every system takes', () => {
    const forbidden = /[\p{C}\\/:*?"<>|]|[. ]$/u;
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
        const safe = evidenceName({ sha256, name });
        expect(safe).not.toMatch(forbidden);
        expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(16 + 1 + 160);
      }),
    );
  });
});
