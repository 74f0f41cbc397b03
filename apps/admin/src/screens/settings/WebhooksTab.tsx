import { Button, Checkbox, Group, NativeSelect, Stack, Table, Text, TextInput } from '@mantine/core';
import { Fragment, type ReactNode, useState } from 'react';
import { useQuery } from 'urql';
import { showMoment } from '../../format/days.js';
import { Loaded } from '../../graphql/Loaded.js';
import { graphql, type ResultOf } from '../../graphql/graphql.js';
import { useAction } from '../../graphql/use-action.js';
import { ConfirmButton } from '../../parts/ConfirmButton.js';
import { Form, options } from '../../parts/Form.js';
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
          kind
          events
          createdAt
          failingSince
          disabledAt
          disabledReason
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

const RotateWebhookSecret = graphql(`
  mutation RotateWebhookSecret($input: RotateWebhookSecretInput!) {
    rotateWebhookSecret(input: $input) {
      secret
      userErrors {
        code
        field
        message
      }
    }
  }
`);

const EnableWebhookEndpoint = graphql(`
  mutation EnableWebhookEndpoint($input: EnableWebhookEndpointInput!) {
    enableWebhookEndpoint(input: $input) {
      webhookEndpoint {
        id
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`);

type Endpoint = ResultOf<typeof WebhookEndpointsQuery>['webhookEndpoints']['edges'][number]['node'];

const context = { additionalTypenames: ['WebhookEndpoint'] };

/** Where messages go, and for what. */
export function WebhooksTab(): ReactNode {
  const query = useQuery({ query: WebhookEndpointsQuery, context });
  const words = texts.settings;
  return (
    <Stack>
      <Panel title={words.webhooks}>
        <Loaded query={query}>
          {({ webhookEndpoints }) =>
            webhookEndpoints.edges.length === 0 ? (
              <Nothing>{words.webhooksNone}</Nothing>
            ) : (
              <WideTable label={words.webhooks} minWidth={720}>
                <Table fz="sm">
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th pl={0}>{words.url}</Table.Th>
                      <Table.Th>{words.kind}</Table.Th>
                      <Table.Th>{words.events}</Table.Th>
                      <Table.Th>{words.state}</Table.Th>
                      <Table.Th>{words.remove}</Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {webhookEndpoints.edges.map(({ node }) => (
                      <Row key={node.id} endpoint={node} />
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

function Row({ endpoint }: { endpoint: Endpoint }): ReactNode {
  const remove = useAction(RemoveWebhookEndpoint, ['WebhookEndpoint']);
  const enable = useAction(EnableWebhookEndpoint, ['WebhookEndpoint']);
  const rotate = useAction(RotateWebhookSecret, ['WebhookEndpoint']);
  const [secret, setSecret] = useState<string>();
  const words = texts.settings;
  const input = { webhookEndpointId: endpoint.id };

  const renew = async (): Promise<void> => {
    const done = await rotate.run(input);
    if (done?.secret) setSecret(done.secret);
  };

  return (
    <Fragment>
      <Table.Tr>
        <Table.Td pl={0} style={{ overflowWrap: 'anywhere' }}>
          {endpoint.url}
        </Table.Td>
        <Table.Td>{words.kinds[endpoint.kind]}</Table.Td>
        <Table.Td>{endpoint.events.map((event) => words.eventNames[event]).join(', ')}</Table.Td>
        <Table.Td>
          <StateOf endpoint={endpoint} />
        </Table.Td>
        <Table.Td>
          <Group gap="xs" wrap="nowrap">
            {endpoint.disabledAt && (
              <Button size="xs" variant="default" loading={enable.busy} onClick={() => void enable.run(input)}>
                {words.enable}
              </Button>
            )}
            {endpoint.kind === 'STANDARD' && (
              <ConfirmButton
                size="xs"
                aria-label={words.rotateWebhook(endpoint.url)}
                question={words.rotateQuestion}
                onConfirm={() => void renew()}
              >
                {words.rotate}
              </ConfirmButton>
            )}
            <ConfirmButton
              size="xs"
              aria-label={words.removeWebhook(endpoint.url)}
              question={words.removeQuestion(endpoint.url)}
              onConfirm={() => void remove.run(input)}
            >
              {words.remove}
            </ConfirmButton>
          </Group>
          <Refusals of={[...remove.refusals, ...enable.refusals, ...rotate.refusals]} />
        </Table.Td>
      </Table.Tr>
      {secret && (
        <Table.Tr>
          <Table.Td colSpan={5} pl={0}>
            <Secret title={words.secret} hint={words.secretOnce} value={secret} />
          </Table.Td>
        </Table.Tr>
      )}
    </Fragment>
  );
}

function StateOf({ endpoint: { disabledAt, disabledReason, failingSince } }: { endpoint: Endpoint }): ReactNode {
  const words = texts.settings;
  if (disabledAt === null) return failingSince ? words.failingSince(showMoment(failingSince)) : words.inUse;
  return (
    <>
      {words.disabledSince(showMoment(disabledAt))}
      <Text size="xs" c="dimmed">
        {disabledReason}
      </Text>
    </>
  );
}

type EventName = keyof typeof texts.settings.eventNames;

const EVENTS = Object.keys(texts.settings.eventNames) as EventName[];

function CreateWebhookForm(): ReactNode {
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
        <Form onSubmit={() => void submit()} submit={words.createWebhook} busy={create.busy}>
          <Refusals of={create.refusals} except={['url', 'events']} />
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
            type="url"
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
        </Form>
      </Stack>
    </Panel>
  );
}
