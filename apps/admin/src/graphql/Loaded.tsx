import { Button, Center, EmptyState, Loader } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { UseQueryExecute, UseQueryState } from 'urql';
import { NotForYou, NotFound } from '../app/Lost.js';
import { NoteIcon } from '../parts/icons.js';
import { texts } from '../texts/index.js';
import { isForbidden, isNotFound, isSignedOut, tooOften } from './client.js';

interface LoadedProps<Data> {
  query: [UseQueryState<Data>, UseQueryExecute];
  children: (data: NonNullable<Data>) => ReactNode;
}

/**
 * What a query brought, or why it has not: on its way, not there, forbidden, or failed with a way to try again. A lost
 * connection leaves standing what was read before, and the writing in it.
 */
export function Loaded<Data>({ query: [state, again], children }: LoadedProps<Data>): ReactNode {
  const { data, error, fetching, operation } = state;
  const [read, setRead] = useState<{ key: number | undefined; data: NonNullable<Data> }>();
  if (data && !error && read?.data !== data) setRead({ key: operation?.key, data });
  if (data && !error) return children(data);
  if (error?.networkError && read && read.key === operation?.key) return children(read.data);
  if (fetching || isSignedOut(error)) return <Waiting />;
  if (!error) return null;
  if (isNotFound(error)) return <NotFound />;
  if (isForbidden(error)) return <NotForYou />;
  const often = tooOften(error);
  const words =
    often === undefined
      ? error.networkError
        ? texts.failures.offline
        : texts.failures.unexpected
      : { title: texts.failures.tooOften, message: often };
  return (
    <EmptyState role="alert" py="xl" icon={<NoteIcon />} title={words.title} description={words.message}>
      <EmptyState.Actions>
        <Button variant="default" onClick={() => again({ requestPolicy: 'network-only' })}>
          {texts.actions.tryAgain}
        </Button>
      </EmptyState.Actions>
    </EmptyState>
  );
}

/** A quiet sign that something is on its way. */
export function Waiting(): ReactNode {
  return (
    <Center mih={240} role="status" aria-label={texts.loading}>
      <Loader type="dots" />
    </Center>
  );
}
