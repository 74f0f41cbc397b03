import { Checkbox, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { graphql } from '../../graphql/graphql.js';
import { useAction } from '../../graphql/use-action.js';
import { ActionForm } from '../../parts/ActionForm.js';
import { options } from '../../parts/Form.js';
import { Panel } from '../../parts/Page.js';
import { Secret } from '../../parts/Secret.js';
import { useFields } from '../../parts/use-fields.js';
import { texts } from '../../texts/index.js';
import type { Endpoint } from './WebhooksTab.js';

const CreateWebhookEndpoint = graphql(`
  mutation CreateWebhookEndpoint($input: CreateWebhookEndpointInput!) {
    createWebhookEndpoint(input: $input) {
      webhookEndpoint {
        id
      }
      secret
      userErrors {
        code
        field
        message
      }
    }
  }
`);

type EventName = keyof typeof texts.settings.eventNames;

const EVENTS = Object.keys(texts.settings.eventNames) as EventName[];

/** A new endpoint. Its signing secret is shown once, here. */
export function CreateWebhookForm(): ReactNode {
  const { values, set, text, reset } = useFields<{ url: string; kind: Endpoint['kind']; events: EventName[] }>({
    url: '',
    kind: 'STANDARD',
    events: ['DRIFT_ALERT_RAISED'],
  });
  const create = useAction(CreateWebhookEndpoint, ['WebhookEndpoint']);
  const [secret, setSecret] = useState<string>();
  const words = texts.settings;

  const submit = async (): Promise<void> => {
    setSecret(undefined);
    const slack = values.kind === 'SLACK';
    const done = await create.run({ ...values, events: slack ? ['DRIFT_ALERT_RAISED'] : values.events });
    if (!done) return;
    setSecret(done.secret ?? undefined);
    reset();
  };

  return (
    <Panel title={words.createWebhook}>
      <Stack>
        {secret && <Secret title={words.secret} hint={words.secretOnce} value={secret} />}
        <ActionForm
          action={create}
          fields={['url', 'events']}
          onSubmit={() => void submit()}
          submit={words.createWebhook}
          disabled={values.kind === 'STANDARD' && values.events.length === 0}
        >
          <NativeSelect
            label={words.kind}
            w={220}
            value={values.kind}
            data={options(words.kinds)}
            onChange={(event) => set('kind', event.currentTarget.value as Endpoint['kind'])}
          />
          <TextInput
            label={words.url}
            description={values.kind === 'SLACK' ? words.slackHint : undefined}
            inputMode="url"
            required
            error={create.errorOf('url')}
            {...text('url')}
          />
          {values.kind === 'STANDARD' && (
            <Checkbox.Group
              label={words.events}
              value={values.events}
              onChange={(events: EventName[]) => set('events', events)}
              error={create.errorOf('events')}
            >
              <Group mt="xs">
                {EVENTS.map((event) => (
                  <Checkbox key={event} value={event} label={words.eventNames[event]} />
                ))}
              </Group>
            </Checkbox.Group>
          )}
        </ActionForm>
      </Stack>
    </Panel>
  );
}
