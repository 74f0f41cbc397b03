import { Button, Collapse, Group, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import { showDay } from '../../format/days.js';
import { graphql } from '../../graphql/graphql.js';
import { useAction } from '../../graphql/use-action.js';
import { Form } from '../../parts/Form.js';
import { Panel } from '../../parts/Page.js';
import { Refusals } from '../../parts/Refusals.js';
import { useFields } from '../../parts/use-fields.js';
import { texts } from '../../texts/index.js';
import type { DeskDeliverable } from './DeliverableDesk.js';

const MoveDueDate = graphql(`
  mutation MoveDueDate($input: MoveDueDateInput!) {
    moveDueDate(input: $input) {
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

const WithdrawDueDateMove = graphql(`
  mutation WithdrawDueDateMove($input: WithdrawDueDateMoveInput!) {
    withdrawDueDateMove(input: $input) {
      deliverable {
        id
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

/** Asks the sponsor for another due date, takes that back, and shows how it moved before. */
export function DueDatePanel({ deliverable }: { deliverable: DeskDeliverable }): ReactNode {
  const { id: deliverableId, dueOn, pendingDueOn, dueDateMoves } = deliverable;
  const { values, text, reset } = useFields({ dueOn, reason: '' });
  const [opened, { toggle, close }] = useDisclosure(false);
  const move = useAction(MoveDueDate, ['Deliverable']);
  const withdraw = useAction(WithdrawDueDateMove, ['Deliverable']);
  const words = texts.deliverable;

  const submit = async (): Promise<void> => {
    if (!(await move.run({ deliverableId, ...values }))) return;
    notifications.show({ message: words.moveAsked });
    reset();
    close();
  };

  return (
    <Panel
      title={texts.engagement.due}
      aside={
        <Button size="xs" variant="default" onClick={toggle} aria-expanded={opened}>
          {words.move}
        </Button>
      }
    >
      <Stack gap="xs" fz="sm">
        <span className="figure">{showDay(dueOn)}</span>
        {pendingDueOn && (
          <Group gap="xs" justify="space-between">
            <span>{texts.engagement.movePending(showDay(pendingDueOn))}</span>
            <Button
              size="compact-xs"
              variant="default"
              loading={withdraw.busy}
              onClick={() => void withdraw.run({ deliverableId })}
            >
              {words.withdrawMove}
            </Button>
          </Group>
        )}
        <Refusals of={withdraw.refusals} />
        {dueDateMoves.map((each) => (
          <div key={each.movedAt}>
            {words.moved(showDay(each.from), showDay(each.to), each.movedBy.name)}
            <Text size="xs" c="dimmed">
              {each.reason} ·{' '}
              {each.acknowledgedBy
                ? words.moveAcknowledged(each.acknowledgedBy.name)
                : each.withdrawnAt
                  ? words.moveWithdrawn
                  : words.moveWaits}
            </Text>
          </div>
        ))}
      </Stack>
      <Collapse expanded={opened} keepMounted={false}>
        <Form onSubmit={() => void submit()} submit={words.moveSubmit} busy={move.busy} quiet>
          <Refusals of={move.refusals} except={['dueOn', 'reason']} />
          <TextInput
            label={words.moveTo}
            type="date"
            required
            mt="sm"
            error={move.errorOf('dueOn')}
            {...text('dueOn')}
          />
          <TextInput
            label={words.moveReason}
            description={words.moveAsked}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            required
            error={move.errorOf('reason')}
            {...text('reason')}
          />
        </Form>
      </Collapse>
    </Panel>
  );
}
