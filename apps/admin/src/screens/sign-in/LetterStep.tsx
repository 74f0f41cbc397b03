import { Text, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { type AuthFailure, postAuth } from '../../app/auth.js';
import { useFields } from '../../parts/use-fields.js';
import { texts } from '../../texts/index.js';
import { StepForm } from './StepForm.js';

const paths = { forgotten: '/request-password-reset', link: '/sign-in/magic-link' } as const;

/** Asks for an email with a link. The answer is the same for every address. */
export function LetterStep({ kind, onBack }: { kind: keyof typeof paths; onBack: () => void }): ReactNode {
  const words = texts.signIn[kind];
  const { values, text } = useFields({ email: '' });
  const [state, setState] = useState<'asked' | 'busy' | 'sent' | 'noEmail' | AuthFailure>('asked');

  const send = async (): Promise<void> => {
    setState('busy');
    const result = await postAuth(paths[kind], { email: values.email });
    setState(result.ok ? 'sent' : result.code === 'NO_EMAIL' ? 'noEmail' : result.why);
  };

  const failure = state === 'asked' || state === 'busy' || state === 'sent' ? undefined : texts.signIn.refusals[state];
  const sent = (
    <Text size="sm" role="status">
      {words.sent}
    </Text>
  );
  return (
    <StepForm
      title={words.heading}
      refusal={failure}
      submit={words.submit}
      busy={state === 'busy'}
      onSubmit={send}
      onBack={onBack}
      done={state === 'sent' ? sent : undefined}
    >
      {'hint' in words && <Text size="sm">{words.hint}</Text>}
      <TextInput
        label={texts.signIn.email}
        type="email"
        autoComplete="username"
        required
        autoFocus
        {...text('email')}
      />
    </StepForm>
  );
}
