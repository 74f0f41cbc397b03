import fc, { type GeneratorValue } from 'fast-check';

/** Draws from arbitraries; what is drawn follows from the seed. */
export type Draw = GeneratorValue;

export function pick<Value>(draw: Draw, values: readonly Value[]): Value {
  const value = values[draw(fc.nat, { max: values.length - 1 })];
  if (value === undefined) throw new Error('Nothing to pick from.');
  return value;
}

/** True once in so many times, on average. */
export function once(draw: Draw, times: number): boolean {
  return draw(fc.nat, { max: times - 1 }) === 0;
}

const LONG = 20_000;

/** Texts that have broken something somewhere: storage, dates, keys, markup, statements. */
const TEXTS: readonly string[] = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  'x\udc00y',
  '\u{1f9d1}\u200d\u{1f4bb}',
  '\u202e\u0000\ufeff',
  '\r\nSet-Cookie: a=b',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  "' or 1=1 --",
  '"; select pg_sleep(1); --',
  '%',
  '%_%',
  '\\',
  '$1',
  '${7*7}',
  '{{constructor}}',
  '<script>x</script>',
  '../../../../etc/passwd',
  '..%2f..%2f',
  'a'.repeat(LONG),
  '['.repeat(LONG),
  '| a '.repeat(2_000),
  '> '.repeat(2_000),
  '- '.repeat(2_000),
  '*'.repeat(2_000),
  '[a]('.repeat(1_000),
  '`'.repeat(3_000),
  '1e309',
  '-0',
  '9'.repeat(400),
  '0x7fffffff',
  'NaN',
  'Infinity',
  'null',
  'true',
  '[]',
  '{}',
];

/** Zones, days, instants, sums and cursors that are nearly right. */
const NEARLY: readonly string[] = [
  'Europe/Amsterdam',
  'europe/amsterdam',
  'Etc/GMT+14',
  'Etc/GMT-99',
  'US/Pacific-New',
  'localtime',
  'posixrules',
  'Antarctica/Troll',
  '+25:00',
  'UTC+1',
  '2026-02-30',
  '0001-01-01',
  '9999-12-31',
  '-0044-03-15',
  '+275760-09-13',
  '2026-03-29',
  '2026-03-31T09:30:00Z',
  '0001-01-01T00:00:00+23:59',
  '9999-12-31T23:59:59.999999999-23:59',
  '2026-06-30T23:59:60Z',
  '1234.50',
  '-1',
  '0.001',
  '1e5',
  '99999999999999999999.99',
  'EUR',
  'XXX',
  'eur',
  'a@b.example',
  'a@b.example\nBcc: x@y.example',
  'http://127.0.0.1:5432/',
  'http://[::ffff:7f00:1]/',
  'https://example.com/x',
  'javascript:alert(1)',
  'file:///etc/passwd',
  'bm90aGluZw==',
  Buffer.from('{"k":[1,2,3]}').toString('base64url'),
  Buffer.from('["2026-01-01","x"]').toString('base64url'),
  Buffer.from('[null,null]').toString('base64url'),
  Buffer.from('{"__proto__":{"a":1}}').toString('base64url'),
];

export const NUMBERS: readonly number[] = [
  0,
  -0,
  1,
  -1,
  2,
  100,
  101,
  1.5,
  2_147_483_647,
  2_147_483_648,
  -2_147_483_649,
  Number.MAX_SAFE_INTEGER,
  1e21,
  1e308,
  -1e308,
  5e-324,
];

/** What the tests know to exist; ids of the workspace of most callers and of another one. */
export interface Known {
  ids: readonly string[];
}

/** A text: one that breaks things, one that is nearly right, a known id or a changed one, or anything at all. */
export function text(draw: Draw, known: Known): string {
  switch (draw(fc.nat, { max: 7 })) {
    case 0:
    case 1:
      return pick(draw, TEXTS);
    case 2:
    case 3:
      return pick(draw, NEARLY);
    case 4:
      return pick(draw, known.ids);
    case 5:
      return changed(draw, pick(draw, known.ids));
    case 6:
      return draw(fc.string, { unit: 'binary', maxLength: 40 });
    default:
      return draw(fc.string, { unit: 'grapheme', maxLength: 60 });
  }
}

/** A text of which one place is another, is missing, or comes twice; of an id also what it decodes to. */
export function changed(draw: Draw, value: string): string {
  const decoded = Buffer.from(value, 'base64url').toString();
  if (once(draw, 3) && /^\w+:/.test(decoded))
    return Buffer.from(
      `${pick(draw, ['Client', 'Member', '__proto__', '', 'File'])}:${decoded.split(':')[1]}`,
    ).toString('base64url');
  const at = draw(fc.nat, { max: Math.max(0, value.length - 1) });
  const middle = pick(draw, ['', 'A', '=', '\0', '%00', '/', '.', value]);
  return value.slice(0, at) + middle + value.slice(at + 1);
}

/** Any JSON, and what JSON.stringify does not write: it is put together as text. */
export function json(draw: Draw, known: Known, depth = 2): unknown {
  switch (draw(fc.nat, { max: depth > 0 ? 8 : 5 })) {
    case 0:
      return null;
    case 1:
      return draw(fc.boolean);
    case 2:
      return pick(draw, NUMBERS);
    case 3:
    case 4:
    case 5:
      return text(draw, known);
    case 6:
      return Array.from({ length: pick(draw, [0, 1, 3, 300]) }, () => null).map((_, at) =>
        at < 3 ? json(draw, known, depth - 1) : at,
      );
    default:
      return Object.fromEntries(
        Array.from({ length: draw(fc.nat, { max: 4 }) }, () => [
          text(draw, known).slice(0, 50),
          json(draw, known, depth - 1),
        ]),
      );
  }
}
