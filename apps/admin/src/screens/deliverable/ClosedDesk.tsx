import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { readFragment } from '../../graphql/graphql.js';
import { Nothing, Panel } from '../../parts/Page.js';
import { Prose } from '../../parts/Prose.js';
import { texts } from '../../texts/index.js';
import type { DeskDeliverable } from './DeliverableDesk.js';
import { DepthPanel } from './DepthPanel.js';
import { RevisionsPanel } from './RevisionsPanel.js';
import { AssessmentFragment } from './use-draft-assessment.js';
import classes from './Reading.module.css';

/** What was accepted or waived, to read: nothing is written on it any more. */
export function ClosedDesk({ deliverable }: { deliverable: DeskDeliverable }): ReactNode {
  const { id, latestRevision } = deliverable;
  return (
    <div className={classes['columns']}>
      <Panel title={texts.deliverable.read}>
        {latestRevision ? (
          <Prose markdown={latestRevision.markdown} />
        ) : (
          <Nothing>{texts.deliverable.notYetWritten}</Nothing>
        )}
      </Panel>
      <Stack miw={0}>
        {latestRevision && (
          <DepthPanel assessment={readFragment(AssessmentFragment, latestRevision.assessment)} assessing={false} />
        )}
        <RevisionsPanel deliverableId={id} />
      </Stack>
    </div>
  );
}
