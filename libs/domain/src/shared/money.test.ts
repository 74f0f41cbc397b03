import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addMoney, compareMoney, formatMoney, isCurrency, readMoney, remainingMoney } from './money.js';

const eur = (amount: string) => ({ amount, currency: 'EUR' });
const amounts = fc
  .bigInt({ min: 0n, max: 10n ** 14n - 1n })
  .map((n) => eur(`${n / 100n}.${String(n % 100n).padStart(2, '0')}`));

describe('reading an amount', () => {
  it.each([
    ['1234.50', '1234.50'],
    ['1234.5', '1234.50'],
    ['1234', '1234.00'],
    ['0', '0.00'],
    ['007.10', '7.10'],
    ['999999999999.99', '999999999999.99'],
  ])('%s is %s', (given, kept) => {
    expect(readMoney(eur(given), 'spend')).toEqual({ ok: true, value: eur(kept) });
  });

  it.each([
    '',
    ' 1',
    '-1',
    '+1',
    '1.',
    '.5',
    '1.234',
    '1,234.50',
    '1e3',
    'NaN',
    '0x10',
    '١٢',
    '1000000000000',
    '1\0',
    '9'.repeat(100_000),
  ])('%j is none', (given) => {
    expect(readMoney(eur(given), 'spend')).toMatchObject({
      ok: false,
      refusals: [{ code: 'INVALID_AMOUNT', field: 'spend' }],
    });
  });

  it('refuses a number, which has already lost its cents', () => {
    expect(readMoney({ amount: 12.5, currency: 'EUR' }, 'spend').ok).toBe(false);
  });

  it('names amount and currency at once', () => {
    const read = readMoney({ amount: 'much', currency: 'eur' }, 'spend');
    expect(read.ok ? [] : read.refusals.map((refusal) => refusal.code)).toEqual(['INVALID_AMOUNT', 'INVALID_CURRENCY']);
  });

  it.each([
    ['EUR', true],
    ['JPY', true],
    ['eur', false],
    ['EURO', false],
    ['QQQ', false],
    ['', false],
    [null, false],
  ])('the currency %j exists: %j', (currency, exists) => expect(isCurrency(currency)).toBe(exists));
});

describe('reckoning with money', () => {
  it.each([
    ['1234567.5', 'EUR 1,234,567.50'],
    ['999', 'EUR 999.00'],
    ['1000', 'EUR 1,000.00'],
  ])('%s is shown as %s', (given, shown) => expect(formatMoney(eur(given))).toBe(shown));

  it('leaves nothing below zero', () => expect(remainingMoney(eur('10.00'), eur('10.01'))).toEqual(eur('0.00')));

  it('does not compare across currencies', () => {
    expect(() => compareMoney(eur('1'), { amount: '1', currency: 'USD' })).toThrow(RangeError);
    expect(() => addMoney(eur('1'), { amount: '1', currency: 'USD' })).toThrow(RangeError);
  });

  it('adds in any order, and takes away what it added', () => {
    fc.assert(
      fc.property(amounts, amounts, (a, b) => {
        expect(addMoney(a, b)).toEqual(addMoney(b, a));
        expect(remainingMoney(addMoney(a, b), b)).toEqual(a);
        expect(compareMoney(addMoney(a, b), a)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('reads back what it kept', () => {
    fc.assert(fc.property(amounts, (money) => expect(readMoney(money, 'spend')).toEqual({ ok: true, value: money })));
  });
});
