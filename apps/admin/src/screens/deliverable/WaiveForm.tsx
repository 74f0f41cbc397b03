import { Button, Collapse, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { type ReactNode, useState } from 'react';
import { graphql } from '../../graphql/graphql.js';
import { useAction } from '../../graphql/use-action.js';
import { Form } from '../../parts/Form.js';
import { Panel } from '../../parts/Page.js';
import { Refusals } from '../../parts/Refusals.js';
import { texts } from '../../texts/index.js';

const WaiveDeliverable = graphql(`
  mutation WaiveDeliverable($input: WaiveDeliverableInput!) {
    waiveDeliverable(input: $input) {
      deliverable {
        id
        state
        stateNote
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`);

/** A sponsor gives a deliverable up, with a reason. It cannot be undone, so that it takes a second press. */
export function WaiveForm({ deliverableId }: { deliverableId: string }): ReactNode {
  const [opened, { toggle }] = useDisclosure(false);
  const [reason, setReason] = useState('');
  const waive = useAction(WaiveDeliverable, ['Engagement']);
  const words = texts.deliverable;
  const submit = async (): Promise<void> => {
    if (await waive.run({ deliverableId, reason })) notifications.show({ message: words.waived });
  };
  return (
    <Panel
      title={words.waiveTitle}
      aside={
        <Button size="xs" variant="default" onClick={toggle} aria-expanded={opened}>
          {words.waiveOpen}
        </Button>
      }
    >
      <Collapse expanded={opened} keepMounted={false}>
        <Form onSubmit={() => void submit()} submit={words.waive} busy={waive.busy} quiet>
          <Refusals of={waive.refusals} except={['reason']} />
          <Textarea
            label={words.waiveReason}
            description={words.waiveHint}
            required
            autosize
            minRows={2}
            error={waive.errorOf('reason')}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </Form>
      </Collapse>
    </Panel>
  );
}
