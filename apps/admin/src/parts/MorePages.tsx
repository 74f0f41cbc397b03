import { Button, Center } from '@mantine/core';
import { Fragment, type ReactNode, useState } from 'react';
import { texts } from '../texts/index.js';

interface PageInfo {
  hasNextPage: boolean;
  endCursor: string | null;
}

/**
 * Cursors of the pages that were asked for after the first one.
 * @param of a key of what is listed: where that changes there are none
 */
export function useFurtherPages(of = ''): { cursors: string[]; next: (after: string) => void } {
  const [cursors, setCursors] = useState<string[]>([]);
  const [listed, setListed] = useState(of);
  if (listed !== of) {
    setListed(of);
    setCursors([]);
  }
  return { cursors, next: (after) => setCursors((before) => (before.includes(after) ? before : [...before, after])) };
}

/** One page of several that are shown one below the other. */
export interface ShownPage {
  /** Cursor that it begins after; null for the first. */
  after: string | null;
  /** Left out for all pages but the last. */
  next: ((after: string) => void) | undefined;
}

interface EachPageProps {
  /** A key of what is listed. Where it changes only the first page stays, with what it shows until another list is there. */
  of?: string;
  children: (page: ShownPage) => ReactNode;
}

/** The first page and those that were asked for since. */
export function EachPage({ of, children }: EachPageProps): ReactNode {
  const { cursors, next } = useFurtherPages(of);
  const last = cursors.at(-1) ?? null;
  return [null, ...cursors].map((after) => (
    <Fragment key={after}>{children({ after, next: after === last ? next : undefined })}</Fragment>
  ));
}

/** Under the last page that is shown: a way to the next, where there is one. */
export function MorePages({ pageInfo, next }: { pageInfo: PageInfo; next: (after: string) => void }): ReactNode {
  const after = pageInfo.endCursor;
  if (!pageInfo.hasNextPage || after === null) return null;
  return (
    <Center mt="md">
      <Button variant="default" onClick={() => next(after)}>
        {texts.actions.showMore}
      </Button>
    </Center>
  );
}
