import { useDocumentVisibility } from '@mantine/hooks';
import { createClient } from 'graphql-sse';
import { useEffect, useRef } from 'react';
import type { TypedDocumentNode } from 'urql';
import { bodyOf } from '../graphql/client.js';

const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 60_000;

/** Is given what arrived; nothing after a time in which something may have been missed. */
export type Look<Data> = (data?: Data) => void;

/**
 * A hook that calls `look` whenever something of a subscription arrives: at once, and after every time that the page was
 * hidden or the connection lost. All who listen share one connection, and only a visible page holds it: browsers open six
 * to a server.
 */
export function liveHook<Data>(subscription: TypedDocumentNode<Data>): (look: Look<Data>) => void {
  const listeners = new Set<Look<Data>>();
  let close: (() => void) | undefined;
  return (look) => {
    const visible = useDocumentVisibility() === 'visible';
    const wasHidden = useRef(false);
    useEffect(() => {
      if (!visible) {
        wasHidden.current = true;
        return undefined;
      }
      if (wasHidden.current) look();
      wasHidden.current = false;
      listeners.add(look);
      close ??= open(bodyOf(subscription), (data) => {
        for (const listener of listeners) listener(data as Data | undefined);
      });
      return () => {
        listeners.delete(look);
        if (listeners.size > 0) return;
        close?.();
        close = undefined;
      };
    }, [visible, look]);
  };
}

/** Listens until the function that it answers with is called. */
function open(asked: { query: string }, tell: (data?: unknown) => void): () => void {
  let again: ReturnType<typeof setTimeout> | undefined;
  let ended = false;
  let ends = 0;
  const client = createClient({
    url: '/graphql/stream',
    credentials: 'same-origin',
    retryAttempts: Number.POSITIVE_INFINITY,
    retry: (tries) => new Promise((resolve) => (again = setTimeout(resolve, pause(tries)))),
  });
  const listen = (tellAtFirst: boolean): void => {
    // The server ends a stream when it stops, and when who listens has another role.
    const later = (): void => {
      if (!ended) again = setTimeout(() => listen(true), pause(ends++));
    };
    const next = ({ data }: { data?: unknown }): void => {
      if (!data) return;
      ends = 0;
      tell(data);
    };
    client.subscribe(
      asked,
      { next, error: later, complete: later },
      {
        connected: (reconnected) => {
          if (reconnected || tellAtFirst) tell();
        },
      },
    );
  };
  listen(false);
  return () => {
    ended = true;
    clearTimeout(again);
    client.dispose();
  };
}

/** Longer with every try, and never the same for all who lost the same server. */
function pause(tries: number): number {
  return Math.min(FIRST_RETRY_MS * 2 ** tries, LAST_RETRY_MS) * (0.5 + Math.random() / 2);
}
