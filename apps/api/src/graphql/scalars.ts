import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const INSTANT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/** Whether the text is a day that the calendar has, from year 1 on. */
function isDay(text: string): boolean {
  const parts = DAY.exec(text);
  if (!parts || parts[1] === '0000') return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function readDay(value: unknown): string {
  if (typeof value !== 'string' || !isDay(value))
    throw new GraphQLError('A date is a calendar day written YYYY-MM-DD, such as 2026-03-31.');
  return value;
}

function readInstant(value: unknown): Date {
  const day = typeof value === 'string' ? INSTANT.exec(value)?.[1] : undefined;
  if (typeof value !== 'string' || day === undefined || !isDay(day))
    throw new GraphQLError('A time is written in ISO 8601 with its offset, such as 2026-03-31T09:30:00Z.');
  const instant = new Date(value);
  if (Number.isNaN(instant.getTime())) throw new GraphQLError('There is no such time.');
  return instant;
}

/** A calendar day without a zone: a text both ways. */
export const DateScalar = new GraphQLScalarType<string, string>({
  name: 'Date',
  description: 'A calendar day, YYYY-MM-DD.',
  serialize: readDay,
  parseValue: readDay,
  parseLiteral: (node) => readDay(node.kind === Kind.STRING ? node.value : undefined),
});

/** An instant: a `Date` inside; an ISO 8601 text in UTC outside. What the database packed as ISO text serialises too. */
export const DateTimeScalar = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description: 'An instant in ISO 8601, with its offset on the way in and in UTC on the way out.',
  serialize: (value) => {
    const instant = value instanceof Date ? value : new Date(String(value));
    return instant.toISOString();
  },
  parseValue: readInstant,
  parseLiteral: (node) => readInstant(node.kind === Kind.STRING ? node.value : undefined),
});
