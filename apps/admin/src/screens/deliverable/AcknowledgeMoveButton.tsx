import { Button, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { showDay } from '../../format/days.js';
import { graphql } from '../../graphql/graphql.js';
import { useAction } from '../../graphql/use-action.js';
import { Refusals } from '../../parts/Refusals.js';
import { texts } from '../../texts/index.js';

const AcknowledgeDueDateMove = graphql(`
  mutation AcknowledgeDueDateMove($input: AcknowledgeDueDateMoveInput!) {
    acknowledgeDueDateMove(input: $input) {
      deliverable {
        id
        dueOn
        pendingDueOn
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`);

/** A sponsor agrees to another due date; from then on it counts. */
export function AcknowledgeMoveButton({ deliverableId, to }: { deliverableId: string; to: string }): ReactNode {
  const acknowledge = useAction(AcknowledgeDueDateMove, ['Engagement']);
  return (
    <Stack gap="xs" align="flex-start">
      <Refusals of={acknowledge.refusals} />
      <Button variant="default" loading={acknowledge.busy} onClick={() => void acknowledge.run({ deliverableId })}>
        {texts.deliverable.acknowledgeMove(showDay(to))}
      </Button>
    </Stack>
  );
}
