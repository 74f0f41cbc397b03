import { type ReactNode, useCallback, useDeferredValue, useState } from 'react';
import type { CombinedError, UseQueryExecute, UseQueryState } from 'urql';
import { Broken, NotForYou, NotFound } from '../app/Lost.js';
import { Failed, Waiting, type WaitingShape } from '../parts/States.js';
import { texts } from '../texts/index.js';
import { isForbidden, isNotFound, isOutdated, isSignedOut, referenceOf, tooOften } from './client.js';
import { useConnectionBack } from './connection.js';

interface LoadedProps<Data> {
  query: [UseQueryState<Data>, UseQueryExecute];
  /** About the shape of what comes. */
  shape?: WaitingShape;
  /** What surrounds the wait and the failure. */
  around?: (state: ReactNode) => ReactNode;
  children: (data: NonNullable<Data>) => ReactNode;
}

/**
 * What a query brought, or why it has not: on its way, not there, forbidden, or failed with a way to try again. A lost
 * connection leaves standing what was read before, and the writing in it; when it is back, it is read again.
 */
export function Loaded<Data>({
  query: [state, again],
  shape = 'page',
  around,
  children,
}: LoadedProps<Data>): ReactNode {
  const { data, error, fetching, operation } = state;
  const [read, setRead] = useState<{ key: number | undefined; data: NonNullable<Data> }>();
  const readAgain = useCallback(() => again({ requestPolicy: 'network-only' }), [again]);
  useConnectionBack(readAgain);
  if (data && !error && read?.data !== data) setRead({ key: operation?.key, data });
  // What has come is drawn in pieces, between which the page answers to its reader.
  const drawn = useDeferredValue(data !== undefined);
  if (data && !error && drawn) return children(data);
  if (error?.networkError && read && read.key === operation?.key) return children(read.data);
  const instead = fetching || isSignedOut(error) || !error ? <Waiting shape={shape} /> : whyNot(error, readAgain);
  return around ? around(instead) : instead;
}

function whyNot(error: CombinedError, again: () => void): ReactNode {
  if (isNotFound(error)) return <NotFound />;
  if (isForbidden(error)) return <NotForYou />;
  if (isOutdated(error)) return <Broken />;
  const often = tooOften(error);
  if (often !== undefined) return <Failed title={texts.failures.tooOften} message={often} again={again} />;
  const words = error.networkError ? texts.failures.offline : texts.failures.unexpected;
  return <Failed {...words} reference={referenceOf(error)} again={again} />;
}
