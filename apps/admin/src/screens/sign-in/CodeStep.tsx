import { TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { signInWithCode, type SignInResult } from '../../app/session.js';
import { useFields } from '../../parts/use-fields.js';
import { texts } from '../../texts/index.js';
import { StepForm } from './StepForm.js';

const words = texts.signIn.code;

/** The second step, after the right password. */
export function CodeStep({ onDone, onBack }: { onDone: () => void; onBack: () => void }): ReactNode {
  const { values, text } = useFields({ code: '' });
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<SignInResult>();

  const confirm = async (): Promise<void> => {
    setBusy(true);
    const result = await signInWithCode(values.code);
    setBusy(false);
    if (result === 'done') onDone();
    else setRefusal(result);
  };

  const told =
    refusal === undefined || refusal === 'done' || refusal === 'code'
      ? undefined
      : refusal === 'refused'
        ? words.wrong
        : texts.signIn.refusals[refusal];
  return (
    <StepForm
      title={words.heading}
      refusal={told}
      submit={words.submit}
      busy={busy}
      onSubmit={confirm}
      onBack={onBack}
      back={words.back}
    >
      <TextInput
        label={words.label}
        description={words.hint}
        autoComplete="one-time-code"
        required
        autoFocus
        {...text('code')}
      />
    </StepForm>
  );
}
