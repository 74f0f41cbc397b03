import { Alert, Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useViewer } from '../../app/session.js';
import { WarningIcon } from '../../parts/icons.js';
import { texts } from '../../texts/index.js';
import { type Content, joined } from './draft-content.js';
import { Reconcile } from './Reconcile.js';
import type { Draft } from './use-draft.js';

interface ConflictNoteProps {
  deliverableId: string;
  /** The revision that was saved meanwhile. */
  number: number;
  savedBy: string;
  draft: Draft;
  theirs: Content;
  settled: () => void;
}

/**
 * Another person saved first. The writer sees both texts and what differs, and chooses section by section, or the whole of
 * one: what is not taken stays as a revision or is set aside.
 */
export function ConflictNote(props: ConflictNoteProps): ReactNode {
  const { deliverableId, number, savedBy, draft, theirs, settled } = props;
  const [opened, { toggle }] = useDisclosure(false);
  const own = savedBy === useViewer().name;
  const words = texts.deliverable;
  const goOn = (markdown: string): void => {
    draft.goOnWith({ markdown, evidence: joined(draft.evidence, theirs.evidence) }, number, theirs);
    settled();
  };
  return (
    <Alert role="alert" variant="default" icon={<WarningIcon />} title={words.conflictTitle}>
      <Text size="sm">{own ? words.conflictOwn(number) : words.conflict(number, savedBy)}</Text>
      <Group gap="xs" mt="sm">
        <Button size="xs" onClick={toggle} aria-expanded={opened}>
          {words.compareBoth}
        </Button>
        <Button size="xs" variant="default" onClick={() => goOn(draft.markdown)}>
          {words.keepMine}
        </Button>
        <Button
          size="xs"
          variant="default"
          onClick={() => {
            draft.take(number, theirs);
            settled();
          }}
        >
          {words.takeTheirs}
        </Button>
      </Group>
      {opened && (
        <Reconcile
          key={number}
          deliverableId={deliverableId}
          markdown={draft.markdown}
          base={draft.base}
          theirName={own ? words.newerRevision(number) : savedBy}
          choose={goOn}
        />
      )}
    </Alert>
  );
}
