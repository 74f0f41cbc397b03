import { Alert, Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { showMoment } from '../../format/days.js';
import { texts } from '../../texts/index.js';
import type { Content } from './draft-content.js';
import type { Draft } from './use-draft.js';

interface DeskNotesProps {
  draft: Draft;
  /** The newest revision, and its text. */
  number: number;
  saved: Content;
}

/** What was found of an earlier visit, and what was set aside: nothing of it goes away unasked. */
export function DeskNotes({ draft, number, saved }: DeskNotesProps): ReactNode {
  const words = texts.deliverable;
  const { restored, aside } = draft;
  const when = (at: number): string => showMoment(new Date(at).toISOString());
  return (
    <>
      {restored && (
        <Alert variant="default" role="status">
          <Group justify="space-between">
            {words.restored[restored.from](when(restored.at))}
            <Button variant="default" size="xs" onClick={() => draft.take(number, saved)}>
              {words.startAgain}
            </Button>
          </Group>
        </Alert>
      )}
      {aside && (
        <Alert variant="default" role="status">
          <Group justify="space-between">
            {words.aside(when(aside.at))}
            <Group gap="xs">
              <Button variant="default" size="xs" onClick={draft.swapAside}>
                {words.takeAside}
              </Button>
              <Button variant="subtle" size="xs" onClick={draft.dropAside}>
                {words.dropAside}
              </Button>
            </Group>
          </Group>
        </Alert>
      )}
    </>
  );
}
