import { Button, Center } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { texts } from '../texts/index.js';

interface PageInfo {
  hasNextPage: boolean;
  endCursor: string | null;
}

/** Cursors of the pages that were asked for after the first one. */
export function useFurtherPages(): { cursors: string[]; next: (after: string) => void } {
  const [cursors, setCursors] = useState<string[]>([]);
  return { cursors, next: (after) => setCursors((before) => (before.includes(after) ? before : [...before, after])) };
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
