import { Button } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { texts } from '../../texts/index.js';
import type { Saving } from './use-saving.js';

interface DeskButtonsProps {
  saving: Saving;
  unsaved: boolean;
  /** Whether there is more than the template: the client gets none that nobody touched. */
  written: boolean;
}

/** Save and submit; the first also by the keys that save everywhere. */
export function DeskButtons({ saving, unsaved, written }: DeskButtonsProps): ReactNode {
  const words = texts.deliverable;
  useHotkeys([['mod+S', () => unsaved && void saving.save()]], []);
  return (
    <>
      <Button
        variant="default"
        onClick={() => void saving.save()}
        loading={saving.isSaving}
        disabled={!unsaved}
        aria-keyshortcuts="Control+S Meta+S"
      >
        {words.save}
      </Button>
      <Button onClick={() => void saving.submit()} loading={saving.isSubmitting} disabled={!written}>
        {words.submit}
      </Button>
    </>
  );
}
