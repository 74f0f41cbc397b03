import { Checkbox, Group, Stack, Table, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useQuery } from 'urql';
import { showMoment } from '../../format/days.js';
import { Loaded } from '../../graphql/Loaded.js';
import { graphql } from '../../graphql/graphql.js';
import { useAction } from '../../graphql/use-action.js';
import { ConfirmButton } from '../../parts/ConfirmButton.js';
import { Form } from '../../parts/Form.js';
import { Nothing, Panel } from '../../parts/Page.js';
import { Refusals } from '../../parts/Refusals.js';
import { useFields } from '../../parts/use-fields.js';
import { WideTable } from '../../parts/WideTable.js';
import { texts } from '../../texts/index.js';
import { Secret } from '../../parts/Secret.js';

const WebhookEndpointsQuery = graphql(`
  query WebhookEndpoints {
    webhookEndpoints(first: 100) {
      edges {
        node {
          id
          url
          events
          createdAt
        }
      }
    }
  }
`);

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

const RemoveWebhookEndpoint = graphql(`
  mutation RemoveWebhookEndpoint($input: RemoveWebhookEndpointInput!) {
    removeWebhookEndpoint(input: $input) {
      removedId
      userErrors {
        code
        field
        message
      }
    }
  }
`);

const context = { additionalTypenames: ['WebhookEndpoint'] };

/** Where signed messages go, and for what. */
export function WebhooksTab(): ReactNode {
  const query = useQuery({ query: WebhookEndpointsQuery, context });
  const remove = useAction(RemoveWebhookEndpoint, ['WebhookEndpoint']);
  const words = texts.settings;
  return (
    <Stack>
      <Panel title={words.webhooks}>
        <Refusals of={remove.refusals} />
        <Loaded query={query}>
          {({ webhookEndpoints }) =>
            webhookEndpoints.edges.length === 0 ? (
              <Nothing>{words.webhooksNone}</Nothing>
            ) : (
              <WideTable label={words.webhooks} minWidth={560}>
                <Table fz="sm">
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th pl={0}>{words.url}</Table.Th>
                      <Table.Th>{words.events}</Table.Th>
                      <Table.Th>{words.created}</Table.Th>
                      <Table.Th>{words.remove}</Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {webhookEndpoints.edges.map(({ node }) => (
                      <Table.Tr key={node.id}>
                        <Table.Td pl={0} style={{ overflowWrap: 'anywhere' }}>
                          {node.url}
                        </Table.Td>
                        <Table.Td>{node.events.map((event) => words.eventNames[event]).join(', ')}</Table.Td>
                        <Table.Td>{showMoment(node.createdAt)}</Table.Td>
                        <Table.Td>
                          <ConfirmButton
                            size="xs"
                            aria-label={words.removeWebhook(node.url)}
                            question={words.removeQuestion(node.url)}
                            onConfirm={() => void remove.run({ webhookEndpointId: node.id })}
                          >
                            {words.remove}
                          </ConfirmButton>
                        </Table.Td>
                      </Table.Tr>
                    ))}
                  </Table.Tbody>
                </Table>
              </WideTable>
            )
          }
        </Loaded>
      </Panel>
      <CreateWebhookForm />
    </Stack>
  );
}

type EventName = keyof typeof texts.settings.eventNames;

const EVENTS = Object.keys(texts.settings.eventNames) as EventName[];

function CreateWebhookForm(): ReactNode {
  const { values, set, text, reset } = useFields({ url: '', events: ['DRIFT_ALERT_RAISED'] as EventName[] });
  const create = useAction(CreateWebhookEndpoint, ['WebhookEndpoint']);
  const [secret, setSecret] = useState<string>();
  const words = texts.settings;

  const submit = async (): Promise<void> => {
    setSecret(undefined);
    const done = await create.run(values);
    if (!done?.secret) return;
    setSecret(done.secret);
    reset();
  };

  return (
    <Panel title={words.createWebhook}>
      <Stack>
        {secret && <Secret title={words.secret} hint={words.secretOnce} value={secret} />}
        <Form onSubmit={() => void submit()} submit={words.createWebhook} busy={create.busy}>
          <Refusals of={create.refusals} except={['url', 'events']} />
          <TextInput label={words.url} type="url" required error={create.errorOf('url')} {...text('url')} />
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
        </Form>
      </Stack>
    </Panel>
  );
}
