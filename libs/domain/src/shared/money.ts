import { decided, refused } from './vocabulary.js';
import type { Decided, Money, Refusal } from './vocabulary.js';

/** Digits before the point: every amount fits `numeric(14, 2)`. */
export const MAX_AMOUNT_DIGITS = 12;
const DECIMALS = 2;
const AMOUNT_PATTERN = /^(\d+)(?:\.(\d{1,2}))?$/;
const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** Whether the text is the three-letter code of a currency, in upper case: EUR. */
export function isCurrency(value: unknown): value is string {
  return typeof value === 'string' && CURRENCIES.has(value);
}

/** Hundredths of the currency's unit. A sum may have more digits than an amount that someone enters. */
function requireHundredths(money: Money): bigint {
  const parts = AMOUNT_PATTERN.exec(money.amount);
  if (!parts) throw new RangeError(`Not an amount: ${JSON.stringify(money.amount)}`);
  return BigInt(parts[1] ?? '0') * 100n + BigInt((parts[2] ?? '').padEnd(DECIMALS, '0'));
}

function isAmount(value: unknown): value is string {
  if (typeof value !== 'string') return false;
  const whole = AMOUNT_PATTERN.exec(value)?.[1];
  return whole !== undefined && whole.replace(/^0+(?=\d)/, '').length <= MAX_AMOUNT_DIGITS;
}

function fromHundredths(value: bigint, currency: string): Money {
  return { amount: `${value / 100n}.${String(value % 100n).padStart(DECIMALS, '0')}`, currency };
}

function requireSameCurrency(left: Money, right: Money): void {
  if (left.currency !== right.currency) throw new RangeError(`${left.currency} and ${right.currency} do not compare`);
}

/**
 * An amount and its currency as someone wrote them, with the amount brought to two decimals: "1234.5" is "1234.50".
 * Refused, naming the field: a sign, a thousands separator, more than two decimals or twelve digits before the point (INVALID_AMOUNT), a
 * currency that does not exist (INVALID_CURRENCY).
 */
export function readMoney(value: { amount?: unknown; currency?: unknown }, field: string): Decided<Money> {
  const refusals: Refusal[] = [];
  const { amount, currency } = value;
  if (!isAmount(amount))
    refusals.push({
      code: 'INVALID_AMOUNT',
      field,
      message: 'An amount is a decimal text such as "1234.50": no sign, at most twelve digits and two decimals.',
    });
  if (!isCurrency(currency))
    refusals.push({
      code: 'INVALID_CURRENCY',
      field,
      message: 'A currency is its three-letter ISO 4217 code in upper case, such as "EUR".',
    });
  if (!isAmount(amount) || !isCurrency(currency)) return refused(...refusals);
  return decided(fromHundredths(requireHundredths({ amount, currency }), currency));
}

/** Negative, zero or positive as `left` is less than, equal to or greater than `right`. Throws across currencies. */
export function compareMoney(left: Money, right: Money): -1 | 0 | 1 {
  requireSameCurrency(left, right);
  const [a, b] = [requireHundredths(left), requireHundredths(right)];
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The sum. Throws across currencies. */
export function addMoney(left: Money, right: Money): Money {
  requireSameCurrency(left, right);
  return fromHundredths(requireHundredths(left) + requireHundredths(right), left.currency);
}

/** What is left of `from` after `spent`, never below zero. Throws across currencies. */
export function remainingMoney(from: Money, spent: Money): Money {
  requireSameCurrency(from, spent);
  const left = requireHundredths(from) - requireHundredths(spent);
  return fromHundredths(left < 0n ? 0n : left, from.currency);
}

/** Whether the part is at least that many hundredths of the whole, to the cent. Throws across currencies. */
export function isShareOf(part: Money, whole: Money, percent: number): boolean {
  requireSameCurrency(part, whole);
  return requireHundredths(part) * 100n >= requireHundredths(whole) * BigInt(percent);
}

/** Nothing, in the currency. */
export function zeroMoney(currency: string): Money {
  return fromHundredths(0n, currency);
}

/** For a reader: "EUR 1,234.50". English, the same on every machine. */
export function formatMoney(money: Money): string {
  const [whole, cents] = fromHundredths(requireHundredths(money), money.currency).amount.split('.');
  return `${money.currency} ${(whole ?? '').replace(/\B(?=(\d{3})+$)/g, ',')}.${cents}`;
}
