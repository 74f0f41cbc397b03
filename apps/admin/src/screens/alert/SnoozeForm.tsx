import { SimpleGrid, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useViewer } from '../../app/session.js';
import { addDays, todayIn } from '../../format/days.js';
import { graphql } from '../../graphql/graphql.js';
import { useAction } from '../../graphql/use-action.js';
import { Form } from '../../parts/Form.js';
import { Refusals } from '../../parts/Refusals.js';
import { useFields } from '../../parts/use-fields.js';
import { texts } from '../../texts/index.js';

const SnoozeDriftAlert = graphql(`
  mutation SnoozeDriftAlert($input: SnoozeDriftAlertInput!) {
    snoozeDriftAlert(input: $input) {
      driftAlert {
        id
        state
        snoozedUntil
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`);

/** Silence until a day, with a reason that stays on record. A week is only what the field starts with. */
export function SnoozeForm({ driftAlertId, done }: { driftAlertId: string; done: () => void }): ReactNode {
  const { workspace } = useViewer();
  const { values, text } = useFields({ until: addDays(todayIn(workspace.timeZone), 7), reason: '' });
  const snooze = useAction(SnoozeDriftAlert, ['Engagement']);
  const words = texts.alerts;
  const submit = async (): Promise<void> => {
    if (await snooze.run({ driftAlertId, ...values })) done();
  };
  return (
    <Form onSubmit={() => void submit()} submit={words.snoozeSubmit} busy={snooze.busy} quiet>
      <Refusals of={snooze.refusals} except={['until', 'reason']} />
      <SimpleGrid cols={{ base: 1, sm: 2 }} mt="sm" maw={640}>
        <TextInput label={words.snoozeUntil} type="date" required error={snooze.errorOf('until')} {...text('until')} />
        <TextInput label={words.snoozeReason} required error={snooze.errorOf('reason')} {...text('reason')} />
      </SimpleGrid>
    </Form>
  );
}
