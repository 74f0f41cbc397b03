import { Button, Group, Table, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Fragment, type ReactNode, useState } from 'react';
import { showMoment } from '../../format/days.js';
import { graphql } from '../../graphql/graphql.js';
import { useAction } from '../../graphql/use-action.js';
import { ConfirmButton } from '../../parts/ConfirmButton.js';
import { Refusals } from '../../parts/Refusals.js';
import { Secret } from '../../parts/Secret.js';
import { texts } from '../../texts/index.js';
import type { Endpoint } from './WebhooksTab.js';

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

const ReplayFailedDeliveries = graphql(`
  mutation ReplayFailedDeliveries($input: ReplayFailedDeliveriesInput!) {
    replayFailedDeliveries(input: $input) {
      replayed
      userErrors {
        code
        field
        message
      }
    }
  }
`);

/** One endpoint: whether it works, and what to do about it. */
export function WebhookRow({ endpoint }: { endpoint: Endpoint }): ReactNode {
  const remove = useAction(RemoveWebhookEndpoint, ['WebhookEndpoint']);
  const enable = useAction(EnableWebhookEndpoint, ['WebhookEndpoint']);
  const rotate = useAction(RotateWebhookSecret, ['WebhookEndpoint']);
  const replay = useAction(ReplayFailedDeliveries, ['OutgoingDelivery', 'WebhookEndpoint']);
  const [secret, setSecret] = useState<string>();
  const words = texts.settings;
  const input = { webhookEndpointId: endpoint.id };

  const renew = async (): Promise<void> => {
    const done = await rotate.run(input);
    if (done?.secret) setSecret(done.secret);
  };

  const again = async (): Promise<void> => {
    const done = await replay.run(input);
    if (done) notifications.show({ message: words.replayed(done.replayed ?? 0) });
  };

  return (
    <Fragment>
      <Table.Tr>
        <Table.Td ps={0} style={{ overflowWrap: 'anywhere' }}>
          {endpoint.url}
        </Table.Td>
        <Table.Td>{words.kinds[endpoint.kind]}</Table.Td>
        <Table.Td>{endpoint.events.map((event) => words.eventNames[event]).join(', ')}</Table.Td>
        <Table.Td>
          <StateOf endpoint={endpoint} />
        </Table.Td>
        <Table.Td>
          <Group gap="xs">
            {endpoint.disabledAt && (
              <Button size="xs" variant="default" loading={enable.busy} onClick={() => void enable.run(input)}>
                {words.enable}
              </Button>
            )}
            <Button
              size="xs"
              variant="default"
              loading={replay.busy}
              aria-label={words.replayFailedTo(endpoint.url)}
              onClick={() => void again()}
            >
              {words.replayFailed}
            </Button>
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
          <Refusals of={[...remove.refusals, ...enable.refusals, ...rotate.refusals, ...replay.refusals]} />
        </Table.Td>
      </Table.Tr>
      {secret && (
        <Table.Tr>
          <Table.Td colSpan={5} ps={0}>
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
