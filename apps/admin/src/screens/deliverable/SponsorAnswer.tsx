import { Button, Group, Stack, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type ReactNode, useState } from 'react';
import { graphql } from '../../graphql/graphql.js';
import { useAction } from '../../graphql/use-action.js';
import { Panel } from '../../parts/Page.js';
import { Refusals } from '../../parts/Refusals.js';
import { orNothing } from '../../parts/use-fields.js';
import { texts } from '../../texts/index.js';

const AcceptDeliverable = graphql(`
  mutation AcceptDeliverable($input: AcceptDeliverableInput!) {
    acceptDeliverable(input: $input) {
      deliverable {
        id
        state
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`);

const RequestChanges = graphql(`
  mutation RequestChanges($input: RequestChangesInput!) {
    requestChanges(input: $input) {
      deliverable {
        id
        state
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`);

/** A sponsor accepts what was submitted, or sends it back with a note. */
export function SponsorAnswer({ deliverableId }: { deliverableId: string }): ReactNode {
  const [note, setNote] = useState('');
  const accept = useAction(AcceptDeliverable, ['Engagement']);
  const sendBack = useAction(RequestChanges, ['Engagement']);
  const words = texts.deliverable;

  const take = async (): Promise<void> => {
    if (await accept.run({ deliverableId, note: orNothing(note) })) notifications.show({ message: words.accepted });
  };
  const back = async (): Promise<void> => {
    if (await sendBack.run({ deliverableId, reason: note })) notifications.show({ message: words.changesRequested });
  };

  return (
    <Panel title={words.answer}>
      <Stack gap="sm">
        <Refusals of={[...accept.refusals, ...sendBack.refusals]} except={['note', 'reason']} />
        <Textarea
          label={words.answerNote}
          description={words.answerHint}
          autosize
          minRows={3}
          error={accept.errorOf('note') ?? sendBack.errorOf('reason')}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Group gap="xs">
          <Button onClick={() => void take()} loading={accept.busy}>
            {words.accept}
          </Button>
          <Button
            variant="default"
            onClick={() => void back()}
            loading={sendBack.busy}
            disabled={orNothing(note) === undefined}
          >
            {words.requestChanges}
          </Button>
        </Group>
      </Stack>
    </Panel>
  );
}
