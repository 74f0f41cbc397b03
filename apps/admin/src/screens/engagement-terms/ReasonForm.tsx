import { Text, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Action } from '../../graphql/use-action.js';
import { ActionForm } from '../../parts/ActionForm.js';
import { useFields } from '../../parts/use-fields.js';
import { texts } from '../../texts/index.js';

interface ReasonFormProps<Data, Input> {
  action: Action<Data, Input>;
  inputOf: (reason: string) => Input;
  done: () => void;
  /** What will be so then. */
  what: string;
  label: string;
  submit: string;
  required?: boolean;
}

/** What an engagement goes through for a reason, which is the consultancy's own. */
export function ReasonForm<Data, Input>(props: ReasonFormProps<Data, Input>): ReactNode {
  const { action, inputOf, done, what, label, submit, required = false } = props;
  const { values, text } = useFields({ reason: '' });
  const send = async (): Promise<void> => {
    if (await action.run(inputOf(values.reason))) done();
  };
  return (
    <ActionForm action={action} fields={['reason']} onSubmit={() => void send()} submit={submit} quiet>
      <Text size="sm">{what}</Text>
      <TextInput
        label={label}
        description={texts.terms.ownReason}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        maw={520}
        required={required}
        error={action.errorOf('reason')}
        {...text('reason')}
      />
    </ActionForm>
  );
}
