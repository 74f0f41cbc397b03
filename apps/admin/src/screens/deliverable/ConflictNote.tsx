import { Alert, Button, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { WarningIcon } from '../../parts/icons.js';
import { texts } from '../../texts/index.js';

interface ConflictNoteProps {
  /** The revision that somebody else saved. */
  number: number;
  savedBy: string;
  keepMine: () => void;
  takeTheirs: () => void;
}

/** Another person saved first: the writer chooses which text goes on. Both stay as revisions once saved. */
export function ConflictNote({ number, savedBy, keepMine, takeTheirs }: ConflictNoteProps): ReactNode {
  const words = texts.deliverable;
  return (
    <Alert role="alert" variant="default" icon={<WarningIcon />} title={words.conflictTitle}>
      <Text size="sm">{words.conflict(number, savedBy)}</Text>
      <Group gap="xs" mt="sm">
        <Button size="xs" onClick={keepMine}>
          {words.keepMine}
        </Button>
        <Button size="xs" variant="default" onClick={takeTheirs}>
          {words.takeTheirs}
        </Button>
      </Group>
    </Alert>
  );
}
