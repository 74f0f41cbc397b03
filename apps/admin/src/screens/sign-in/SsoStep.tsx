import { Anchor, Button, Stack, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { postAuth } from '../../app/auth.js';
import { useFields } from '../../parts/use-fields.js';
import { texts } from '../../texts/index.js';
import { Card } from './Card.js';

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
    <Card title={words.heading} refusal={refusal}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void leave();
        }}
      >
        <Stack>
          <TextInput
            label={words.workspace}
            description={words.hint}
            autoComplete="organization"
            autoCapitalize="none"
            required
            autoFocus
            {...text('workspace')}
          />
          <Button type="submit" loading={busy}>
            {words.submit}
          </Button>
        </Stack>
      </form>
      <Anchor component="button" type="button" size="sm" onClick={onBack}>
        {texts.signIn.back}
      </Anchor>
    </Card>
  );
}
