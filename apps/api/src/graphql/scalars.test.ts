import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DateScalar, DateTimeScalar } from './scalars.js';

describe('Date', () => {
  it('takes every day of the calendar as it is written', () => {
    const days = fc.date({
      min: new Date('0001-01-01T00:00:00Z'),
      max: new Date('9999-12-31T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(days, (date) => {
        const day = date.toISOString().slice(0, 10);
        expect(DateScalar.parseValue(day)).toBe(day);
      }),
    );
  });

  it.each(['2025-02-29', '2026-04-31', '2026-00-10', '2026-1-1', ' 2026-01-01', '2026-01-01Z', 20260101, null, {}])(
    'refuses %j',
    (value) => expect(() => DateScalar.parseValue(value)).toThrow('YYYY-MM-DD'),
  );
});

describe('DateTime', () => {
  it.each([
    ['2026-03-31T09:30:00Z', '2026-03-31T09:30:00.000Z'],
    ['2026-03-31T09:30+02:00', '2026-03-31T07:30:00.000Z'],
    ['2026-03-31T23:59:59.123456-11:00', '2026-04-01T10:59:59.123Z'],
  ])('takes %s', (text, instant) => {
    expect(DateTimeScalar.parseValue(text).toISOString()).toBe(instant);
    expect(DateTimeScalar.serialize(DateTimeScalar.parseValue(text))).toBe(instant);
  });

  it.each([
    '2026-03-31',
    '2026-03-31T09:30:00',
    '2026-02-30T00:00:00Z',
    '2026-01-01T24:00:00Z',
    '+275760-09-13T00:00:00Z',
    0,
  ])('refuses %j', (value) => expect(() => DateTimeScalar.parseValue(value)).toThrow('ISO 8601'));
});
