import { PasswordInput, Stack, Switch, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { graphql, type ResultOf } from '../../graphql/graphql.js';
import { Loaded } from '../../graphql/Loaded.js';
import { useAction } from '../../graphql/use-action.js';
import { Form } from '../../parts/Form.js';
import { Panel } from '../../parts/Page.js';
import { Refusals } from '../../parts/Refusals.js';
import { orNothing, useFields } from '../../parts/use-fields.js';
import { Secret } from '../../parts/Secret.js';
import { texts } from '../../texts/index.js';

const SingleSignOnQuery = graphql(`
  query SingleSignOnSettings {
    singleSignOn {
      issuer
      clientId
      enabled
      callbackUrl
      workspaceSlug
    }
  }
`);

const SaveSingleSignOn = graphql(`
  mutation SaveSingleSignOn($input: SaveSingleSignOnInput!) {
    saveSingleSignOn(input: $input) {
      singleSignOn {
        issuer
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`);

type Settings = ResultOf<typeof SingleSignOnQuery>['singleSignOn'];

const words = texts.settings.singleSignOn;

/** The OpenID provider of the workspace. Its secret goes in and never comes out. */
export function SingleSignOnTab(): ReactNode {
  const query = useQuery({ query: SingleSignOnQuery });
  return (
    <Panel title={words.title}>
      <Stack>
        <Text size="sm" maw={640}>
          {words.what}
        </Text>
        <Loaded query={query}>{({ singleSignOn }) => <ProviderForm settings={singleSignOn} />}</Loaded>
      </Stack>
    </Panel>
  );
}

function ProviderForm({ settings }: { settings: Settings }): ReactNode {
  const { values, set, text } = useFields({
    issuer: settings?.issuer ?? '',
    clientId: settings?.clientId ?? '',
    clientSecret: '',
    enabled: settings?.enabled ?? true,
  });
  const save = useAction(SaveSingleSignOn, ['SingleSignOn']);

  const submit = async (): Promise<void> => {
    const done = await save.run({ ...values, clientSecret: orNothing(values.clientSecret) ?? null });
    if (!done) return;
    set('clientSecret', '');
    notifications.show({ message: texts.saved });
  };

  return (
    <>
      <Secret
        title={words.callback}
        hint={words.callbackHint}
        value={settings?.callbackUrl ?? `${window.location.origin}/auth/sso/callback`}
      />
      {settings && <Text size="sm">{words.name(settings.workspaceSlug)}</Text>}
      <Form onSubmit={() => void submit()} submit={words.save} busy={save.busy}>
        <Refusals of={save.refusals} except={['issuer', 'clientId', 'clientSecret']} />
        <TextInput
          label={words.issuer}
          description={words.issuerHint}
          required
          maw={640}
          error={save.errorOf('issuer')}
          {...text('issuer')}
        />
        <TextInput label={words.clientId} required maw={640} error={save.errorOf('clientId')} {...text('clientId')} />
        <PasswordInput
          label={words.clientSecret}
          description={settings ? words.secretKept : undefined}
          autoComplete="off"
          required={!settings}
          maw={640}
          visibilityToggleButtonProps={{ 'aria-label': texts.signIn.showPassword, tabIndex: 0 }}
          error={save.errorOf('clientSecret')}
          {...text('clientSecret')}
        />
        <Switch
          label={words.enabled}
          checked={values.enabled}
          onChange={(event) => set('enabled', event.currentTarget.checked)}
        />
      </Form>
    </>
  );
}
