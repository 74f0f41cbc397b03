import { Text, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { graphql } from '../../graphql/graphql.js';
import { useAction } from '../../graphql/use-action.js';
import { ActionForm } from '../../parts/ActionForm.js';
import { useFields } from '../../parts/use-fields.js';
import { texts } from '../../texts/index.js';

const EndEngagementEarly = graphql(`
  mutation EndEngagementEarly($input: EndEngagementEarlyInput!) {
    endEngagementEarly(input: $input) {
      engagement {
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

/** Ends an engagement with what it still owes. It asks for a reason, which is as good as a question. */
export function EndEarlyForm({ engagementId, done }: { engagementId: string; done: () => void }): ReactNode {
  const { values, text } = useFields({ reason: '' });
  const end = useAction(EndEngagementEarly, ['Engagement', 'Deliverable', 'DriftAlert']);
  const words = texts.terms;
  const submit = async (): Promise<void> => {
    if (await end.run({ engagementId, reason: values.reason })) done();
  };
  return (
    <ActionForm action={end} fields={['reason']} onSubmit={() => void submit()} submit={words.endNow} quiet>
      <Text size="sm">{words.endWhat}</Text>
      <TextInput
        label={words.endReason}
        description={words.ownReason}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        maw={520}
        required
        error={end.errorOf('reason')}
        {...text('reason')}
      />
    </ActionForm>
  );
}
