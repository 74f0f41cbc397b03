import { Button, Group, NativeSelect, Stack, Table, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Fragment, type ReactNode, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import { showMoment } from '../../format/days.js';
import { Loaded } from '../../graphql/Loaded.js';
import { graphql, type ResultOf, type VariablesOf } from '../../graphql/graphql.js';
import { useAction } from '../../graphql/use-action.js';
import { options } from '../../parts/Form.js';
import { EachPage, MorePages, type ShownPage } from '../../parts/MorePages.js';
import { Nothing, Panel } from '../../parts/Page.js';
import { Refusals } from '../../parts/Refusals.js';
import { WideTable } from '../../parts/WideTable.js';
import { texts } from '../../texts/index.js';

const DeliveriesQuery = graphql(`
  query Deliveries($after: String, $filter: DeliveryFilter) {
    deliveries(first: 50, after: $after, filter: $filter) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          id
          event
          channel
          recipient
          state
          attempts
          notices
          createdAt
          nextAttemptAt
          sentAt
          lastError
          tries {
            number
            startedAt
            sent
            detail
          }
        }
      }
    }
  }
`);

const ReplayDelivery = graphql(`
  mutation ReplayDelivery($input: ReplayDeliveryInput!) {
    replayDelivery(input: $input) {
      delivery {
        id
        state
        attempts
        nextAttemptAt
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`);

type Delivery = ResultOf<typeof DeliveriesQuery>['deliveries']['edges'][number]['node'];
type Filter = NonNullable<VariablesOf<typeof DeliveriesQuery>['filter']>;

const context = { additionalTypenames: ['OutgoingDelivery'] };

/** What left the workspace and what did not arrive, with a way to send it again. */
export function DeliveriesTab(): ReactNode {
  const [search, setSearch] = useSearchParams();
  const state = search.get('state');
  const words = texts.settings.deliveries;
  const filter: Filter = state === 'FAILED' || state === 'PENDING' || state === 'SENT' ? { states: [state] } : {};
  return (
    <Panel title={words.title}>
      <Stack>
        <Text size="sm" maw={640}>
          {words.what}
        </Text>
        <NativeSelect
          label={words.show}
          w={220}
          value={state ?? ''}
          data={[{ value: '', label: words.all }, ...options(words.states)]}
          onChange={(event) => setSearch({ state: event.currentTarget.value }, { replace: true })}
        />
        <EachPage of={state ?? ''}>{(page) => <PageOf {...page} filter={filter} />}</EachPage>
      </Stack>
    </Panel>
  );
}

function PageOf({ after, filter, next }: ShownPage & { filter: Filter }): ReactNode {
  const query = useQuery({ query: DeliveriesQuery, variables: { after, filter }, context });
  const words = texts.settings.deliveries;
  return (
    <Loaded query={query}>
      {({ deliveries: { edges, pageInfo } }) =>
        edges.length === 0 ? (
          <Nothing>{words.none}</Nothing>
        ) : (
          <>
            <WideTable label={words.title} minWidth={720}>
              <Table fz="sm">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th ps={0}>{words.when}</Table.Th>
                    <Table.Th>{words.event}</Table.Th>
                    <Table.Th>{words.recipient}</Table.Th>
                    <Table.Th>{words.state}</Table.Th>
                    <Table.Th ta="end">{words.tries}</Table.Th>
                    <Table.Th>{words.again}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {edges.map(({ node }) => (
                    <Row key={node.id} delivery={node} />
                  ))}
                </Table.Tbody>
              </Table>
            </WideTable>
            {next && <MorePages pageInfo={pageInfo} next={next} />}
          </>
        )
      }
    </Loaded>
  );
}

function Row({ delivery }: { delivery: Delivery }): ReactNode {
  const replay = useAction(ReplayDelivery, ['OutgoingDelivery']);
  const [opened, setOpened] = useState(false);
  const words = texts.settings.deliveries;
  const settled = delivery.state === 'FAILED' || delivery.state === 'SENT';

  const again = async (): Promise<void> => {
    if (await replay.run({ deliveryId: delivery.id })) notifications.show({ message: words.sentAgain });
  };

  return (
    <Fragment>
      <Table.Tr>
        <Table.Td ps={0}>{showMoment(delivery.createdAt)}</Table.Td>
        <Table.Td>
          {words.events[delivery.event] ?? delivery.event}
          {delivery.notices > 0 && ` (${delivery.notices})`}
        </Table.Td>
        <Table.Td style={{ overflowWrap: 'anywhere' }}>
          {texts.alerts.channels[delivery.channel]}: {delivery.recipient}
        </Table.Td>
        <Table.Td>
          {texts.alerts.deliveryStates[delivery.state]}
          {delivery.state === 'PENDING' && delivery.nextAttemptAt && (
            <Text size="xs" c="dimmed">
              {words.next(showMoment(delivery.nextAttemptAt))}
            </Text>
          )}
          {delivery.lastError && delivery.state !== 'SENT' && (
            <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              {delivery.lastError}
            </Text>
          )}
        </Table.Td>
        <Table.Td ta="end">
          {delivery.attempts === 0 ? (
            0
          ) : (
            <Button
              size="compact-xs"
              variant="subtle"
              aria-expanded={opened}
              aria-label={words.showTries(delivery.attempts)}
              onClick={() => setOpened(!opened)}
            >
              {delivery.attempts}
            </Button>
          )}
        </Table.Td>
        <Table.Td>
          {settled && (
            <Button
              size="xs"
              variant="default"
              loading={replay.busy}
              aria-label={words.replay(delivery.recipient)}
              onClick={() => void again()}
            >
              {words.send}
            </Button>
          )}
          <Refusals of={replay.refusals} />
        </Table.Td>
      </Table.Tr>
      {opened && (
        <Table.Tr>
          <Table.Td colSpan={6} ps={0}>
            <Stack gap={4}>
              {delivery.tries.map((attempt) => (
                <Group key={attempt.number} gap="xs" fz="xs" wrap="nowrap" align="flex-start">
                  <span>{showMoment(attempt.startedAt)}</span>
                  <span>{attempt.sent ? texts.alerts.deliveryStates.SENT : texts.alerts.deliveryStates.FAILED}</span>
                  <span style={{ overflowWrap: 'anywhere' }}>{attempt.detail}</span>
                </Group>
              ))}
            </Stack>
          </Table.Td>
        </Table.Tr>
      )}
    </Fragment>
  );
}
