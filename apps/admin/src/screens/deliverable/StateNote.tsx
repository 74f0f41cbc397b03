import { Alert } from '@mantine/core';
import type { ReactNode } from 'react';
import { texts } from '../../texts/index.js';

interface StateNoteProps {
  deliverable: { state: string; stateNote: string | null };
}

/** What the sponsor wrote when it was sent back, accepted or waived. */
export function StateNote({ deliverable: { state, stateNote } }: StateNoteProps): ReactNode {
  const title = texts.deliverable.stateNotes[state];
  if (!stateNote || !title) return null;
  return (
    <Alert variant="default" title={title} style={{ whiteSpace: 'pre-wrap' }} mb="md">
      {stateNote}
    </Alert>
  );
}
