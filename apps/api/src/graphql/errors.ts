import { NotFound, TooMany } from '@bicorne/application';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { randomUUID } from 'node:crypto';

/** Every code that a top-level error may have; docs/integration.md tells when. */
export type ErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'BAD_USER_INPUT'
  | 'GRAPHQL_VALIDATION_FAILED'
  | 'QUERY_TOO_COMPLEX'
  | 'RATE_LIMITED'
  | 'TIMED_OUT'
  | 'INTERNAL';

/** What a caller is told about a request that cannot be answered: nothing in it is secret. */
export class ApiError extends GraphQLError {
  constructor(
    readonly code: ErrorCode,
    message: string,
    extensions: Record<string, unknown> = {},
  ) {
    super(message, { extensions: { code, ...extensions } });
  }
}

/** An argument or a variable that cannot stand, and which. */
export class BadUserInput extends ApiError {
  constructor(message: string, field?: string) {
    super('BAD_USER_INPUT', message, field === undefined ? {} : { field });
  }
}

/** Asked for too often. `retryAfter` is in seconds. */
export class RateLimited extends ApiError {
  constructor(retryAt: Date, now: Date) {
    const retryAfter = Math.max(1, Math.ceil((retryAt.getTime() - now.getTime()) / 1_000));
    super('RATE_LIMITED', `Too many requests; try again in ${inWords(retryAfter)}.`, { retryAfter });
  }

  static in(seconds: number): RateLimited {
    return new RateLimited(new Date(seconds * 1_000), new Date(0));
  }
}

/** Cut off because it took too long: one statement, or the request as a whole. */
export class TimedOut extends ApiError {
  constructor() {
    super(
      'TIMED_OUT',
      'This took too long and was cut off. Ask for less at a time; look before you send a change again, or send it with its Idempotency-Key.',
    );
  }
}

function inWords(seconds: number): string {
  const [count, unit] = seconds < 120 ? [seconds, 'second'] : [Math.ceil(seconds / 60), 'minute'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** How long to wait, in seconds, where an answer has an error that says so. */
export function retryAfterOf(errors: readonly GraphQLFormattedError[] | undefined): number | null {
  for (const { extensions } of errors ?? []) {
    const seconds = extensions?.['code'] === 'RATE_LIMITED' ? extensions['retryAfter'] : undefined;
    if (typeof seconds === 'number') return seconds;
  }
  return null;
}

const STATUS: Record<ErrorCode, number> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  BAD_USER_INPUT: 400,
  GRAPHQL_VALIDATION_FAILED: 400,
  QUERY_TOO_COMPLEX: 400,
  RATE_LIMITED: 429,
  TIMED_OUT: 503,
  INTERNAL: 500,
};

/** HTTP status for a request that was refused before it ran. What ran answers 200, with `data`. */
export function statusOf(errors: readonly GraphQLFormattedError[]): number {
  const code = errors[0]?.extensions?.['code'];
  return typeof code === 'string' && code in STATUS ? STATUS[code as ErrorCode] : 400;
}

/** Writes down an error that the caller learns nothing of but the reference. */
export type LogInternal = (error: unknown, reference: string) => void;

/**
 * What a caller is told of an error: its own sentence where it is meant for them, else a reference to the log and
 * nothing of the cause.
 */
export function formatError(error: unknown, log: LogInternal): GraphQLFormattedError {
  const { path, locations } = placeOf(error);
  const told = toldOf(error);
  const shown = told ?? internal(error, log);
  return {
    message: shown.message,
    ...(locations && { locations }),
    ...(path && { path }),
    extensions: { ...shown.extensions },
  };
}

/** PostgreSQL's query_canceled, which `statement_timeout` raises. */
const STATEMENT_CUT = '57014';

function toldOf(error: unknown): ApiError | null {
  for (let cause: unknown = error; cause instanceof Error; cause = originalOf(cause)) {
    if (cause instanceof ApiError) return cause;
    if (cause instanceof TooMany) return new RateLimited(cause.retryAt, new Date());
    if ('code' in cause && cause.code === STATEMENT_CUT) return new TimedOut();
    if (cause instanceof NotFound) return new ApiError('NOT_FOUND', cause.message);
  }
  return null;
}

function internal(error: unknown, log: LogInternal): ApiError {
  const reference = randomUUID();
  log(error instanceof Error ? (originalOf(error) ?? error) : error, reference);
  return new ApiError('INTERNAL', 'Something went wrong here. It was written down under the reference.', { reference });
}

function originalOf(error: Error): unknown {
  return 'originalError' in error ? error.originalError : undefined;
}

function placeOf(error: unknown): Pick<GraphQLFormattedError, 'path' | 'locations'> {
  // The just-in-time executor has an error class of its own with the same properties.
  const { path, locations } = error instanceof Error ? (error as Partial<GraphQLError>) : {};
  return { path, locations };
}
