import { Text, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { graphql } from '../../graphql/graphql.js';
import { useAction } from '../../graphql/use-action.js';
import { ActionForm } from '../../parts/ActionForm.js';
import { orNothing, useFields } from '../../parts/use-fields.js';
import { texts } from '../../texts/index.js';

const PauseEngagement = graphql(`
  mutation PauseEngagement($input: PauseEngagementInput!) {
    pauseEngagement(input: $input) {
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

/** The engagement rests until it is resumed, which moves what is owed. */
export function PauseForm({ engagementId, done }: { engagementId: string; done: () => void }): ReactNode {
  const { values, text } = useFields({ reason: '' });
  const pause = useAction(PauseEngagement, ['Engagement', 'DriftAlert']);
  const words = texts.terms;
  const submit = async (): Promise<void> => {
    if (await pause.run({ engagementId, reason: orNothing(values.reason) })) done();
  };
  return (
    <ActionForm action={pause} fields={['reason']} onSubmit={() => void submit()} submit={words.pauseNow} quiet>
      <Text size="sm">{words.pauseWhat}</Text>
      <TextInput
        label={words.pauseReason}
        description={words.ownReason}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        maw={520}
        data-autofocus
        error={pause.errorOf('reason')}
        {...text('reason')}
      />
    </ActionForm>
  );
}
