import {
  cacheExchange,
  Client,
  type CombinedError,
  type DocumentInput,
  type Exchange,
  fetchExchange,
  makeOperation,
  mapExchange,
  stringifyDocument,
} from 'urql';
import { noteAnswer } from './connection.js';

/** Whether the API answered that nobody is signed in (an expired session, or none yet). */
export function isSignedOut(error: CombinedError | undefined): boolean {
  return hasCode(error, 'UNAUTHENTICATED') || (error?.response as Response | undefined)?.status === 401;
}

/** Whether the API answered that this person may not see or do it. */
export function isForbidden(error: CombinedError | undefined): boolean {
  return hasCode(error, 'FORBIDDEN');
}

/** Whether the API answered that nothing is there, or nothing that this person can see. */
export function isNotFound(error: CombinedError | undefined): boolean {
  return hasCode(error, 'NOT_FOUND');
}

/** Whether the API answered that this was asked for too often; its own words say for how long. */
export function tooOften(error: CombinedError | undefined): string | undefined {
  return error?.graphQLErrors.find(({ extensions }) => extensions['code'] === 'RATE_LIMITED')?.message;
}

/** What is wrong with what was asked, in the API's own words, which say what would be right. */
export function badInput(error: CombinedError | undefined): string | undefined {
  return error?.graphQLErrors.find(({ extensions }) => extensions['code'] === 'BAD_USER_INPUT')?.message;
}

/** By which the server's log knows what failed there. */
export function referenceOf(error: CombinedError | undefined): string | undefined {
  const found = error?.graphQLErrors.find(({ extensions }) => typeof extensions['reference'] === 'string');
  return found?.extensions['reference'] as string | undefined;
}

/** Whether the server was built anew since this page was loaded, and knows its documents no more. */
export function isOutdated(error: CombinedError | undefined): boolean {
  return error?.graphQLErrors.some(({ extensions }) => extensions['field'] === 'documentId') ?? false;
}

/**
 * What is posted for a document: its id where a build gave it one (see trusted-documents.ts), else its text. Where there
 * is an id, `query` is left out, whatever the type says, which is that of a client who knows texts alone.
 */
export function bodyOf(document: Exclude<DocumentInput, string>): { query: string } {
  const { documentId } = document as { documentId?: string };
  if (documentId === undefined) return { query: stringifyDocument(document) };
  return { documentId } as Partial<{ query: string }> as { query: string };
}

function hasCode(error: CombinedError | undefined, code: string): boolean {
  return error?.graphQLErrors.some((graphQLError) => graphQLError.extensions['code'] === code) ?? false;
}

/**
 * The one connection to the API. The session travels as a cookie.
 * @param onSignedOut called whenever an answer says that nobody is signed in.
 * @param cached false for questions that carry a whole document each: keeping them would fill the memory.
 */
export function createApiClient(onSignedOut: () => void, cached = true): Client {
  return new Client({
    url: '/graphql',
    // Mercurius takes reads by POST as well; GET would put ids and texts into access logs.
    preferGetMethod: false,
    // Shows at once what was seen before, and asks again: what others changed appears without a reload.
    requestPolicy: cached ? 'cache-and-network' : 'network-only',
    fetchOptions: { credentials: 'same-origin' },
    exchanges: [
      mapExchange({
        onResult: ({ error }) => noteAnswer(error),
        onError(error) {
          if (isSignedOut(error)) onSignedOut();
        },
      }),
      ...(cached ? [withoutRepeats(), cacheExchange] : []),
      fetchExchange,
    ],
  });
}

/** How long an answer counts as what stands there now, in milliseconds. */
const JUST_NOW_MS = 2_000;

/** What was answered just now is not asked again: a screen finds what was asked ahead of it. */
function withoutRepeats(): Exchange {
  const answered = new Map<number, number>();
  return mapExchange({
    onOperation(operation) {
      const since = performance.now() - (answered.get(operation.key) ?? -JUST_NOW_MS);
      if (operation.context.requestPolicy !== 'cache-and-network' || since >= JUST_NOW_MS) return operation;
      return makeOperation(operation.kind, operation, { ...operation.context, requestPolicy: 'cache-first' });
    },
    onResult({ operation, error, stale }) {
      const fromServer = operation.kind === 'query' && operation.context.meta?.cacheOutcome !== 'hit';
      if (fromServer && !error && !stale) answered.set(operation.key, performance.now());
    },
  });
}
