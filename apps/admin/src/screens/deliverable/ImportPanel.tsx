import { notifications } from '@mantine/notifications';
import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { graphql } from '../../graphql/graphql.js';
import { useAction } from '../../graphql/use-action.js';
import { Panel } from '../../parts/Page.js';
import { Refusals } from '../../parts/Refusals.js';
import { texts } from '../../texts/index.js';
import { FileDrop } from './FileDrop.js';

const ImportRevision = graphql(`
  mutation ImportRevision($input: ImportRevisionInput!) {
    importRevision(input: $input) {
      deliverable {
        id
        state
      }
      revision {
        id
        number
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`);

interface ImportPanelProps {
  engagementId: string;
  deliverableId: string;
  /** Number of the newest revision. */
  base: number;
  done: () => void;
}

/** The text of a file becomes the next revision. What is being written stays, to be put together with it. */
export function ImportPanel({ engagementId, deliverableId, base, done }: ImportPanelProps): ReactNode {
  const take = useAction(ImportRevision, ['Revision', 'Engagement']);
  const words = texts.deliverable;
  return (
    <Panel title={words.import}>
      <Stack gap="xs">
        <Refusals of={take.refusals} />
        <FileDrop
          engagementId={engagementId}
          label={words.importChoose}
          hint={words.importHint}
          take={async (file) => {
            const taken = await take.run({ deliverableId, fileId: file.id, baseRevision: base });
            if (taken?.revision) notifications.show({ message: words.imported(file.name, taken.revision.number) });
            done();
          }}
        />
      </Stack>
    </Panel>
  );
}
