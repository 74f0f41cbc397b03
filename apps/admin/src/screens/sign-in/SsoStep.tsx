import { TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { postAuth } from '../../app/auth.js';
import { useFields } from '../../parts/use-fields.js';
import { texts } from '../../texts/index.js';
import { StepForm } from './StepForm.js';

const words = texts.signIn.sso;

/** Leads to the provider of the workspace that somebody names. */
export function SsoStep({ returnTo, onBack }: { returnTo: string; onBack: () => void }): ReactNode {
  const { values, text } = useFields({ workspace: '' });
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();

  const leave = async (): Promise<void> => {
    setBusy(true);
    const result = await postAuth('/sso/start', { workspace: values.workspace, returnTo });
    if (result.ok && typeof result.body['url'] === 'string') return window.location.assign(result.body['url']);
    setBusy(false);
    if (result.ok) return setRefusal(texts.signIn.refusals.unexpected);
    setRefusal(result.message ?? (result.why === 'refused' ? words.none : texts.signIn.refusals[result.why]));
  };

  return (
    <StepForm
      title={words.heading}
      refusal={refusal}
      submit={words.submit}
      busy={busy}
      onSubmit={leave}
      onBack={onBack}
    >
      <TextInput
        label={words.workspace}
        description={words.hint}
        autoComplete="organization"
        autoCapitalize="none"
        required
        autoFocus
        {...text('workspace')}
      />
    </StepForm>
  );
}
