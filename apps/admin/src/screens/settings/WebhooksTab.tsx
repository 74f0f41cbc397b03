import { Stack, Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { Loaded } from '../../graphql/Loaded.js';
import { graphql, type ResultOf } from '../../graphql/graphql.js';
import { Nothing, Panel } from '../../parts/Page.js';
import { ActionsHeading, WideTable } from '../../parts/WideTable.js';
import { texts } from '../../texts/index.js';
import { CreateWebhookForm } from './CreateWebhookForm.js';
import { WebhookRow } from './WebhookRow.js';

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

export type Endpoint = ResultOf<typeof WebhookEndpointsQuery>['webhookEndpoints']['edges'][number]['node'];

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
                      <Table.Th ps={0}>{words.url}</Table.Th>
                      <Table.Th>{words.kind}</Table.Th>
                      <Table.Th>{words.events}</Table.Th>
                      <Table.Th>{words.state}</Table.Th>
                      <ActionsHeading />
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {webhookEndpoints.edges.map(({ node }) => (
                      <WebhookRow key={node.id} endpoint={node} />
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
