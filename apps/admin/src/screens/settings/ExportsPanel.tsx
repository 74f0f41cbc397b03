import { Stack, Table, Text } from '@mantine/core';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { useQuery } from 'urql';
import { useViewer } from '../../app/session.js';
import { showMoment } from '../../format/days.js';
import { Loaded } from '../../graphql/Loaded.js';
import { graphql } from '../../graphql/graphql.js';
import { useAction } from '../../graphql/use-action.js';
import { Archive, useUntilMade } from '../../parts/Archive.js';
import { ClientSelect } from '../../parts/ClientSelect.js';
import { Form } from '../../parts/Form.js';
import { Nothing, Panel } from '../../parts/Page.js';
import { Refusals } from '../../parts/Refusals.js';
import { WideTable } from '../../parts/WideTable.js';
import { texts } from '../../texts/index.js';

const DataExportsQuery = graphql(`
  query DataExports {
    dataExports(first: 20) {
      edges {
        node {
          id
          kind
          client {
            id
            name
          }
          state
          progress
          url
          error
          size
          requestedBy {
            name
          }
          createdAt
        }
      }
    }
  }
`);

const ExportData = graphql(`
  mutation ExportData($input: ExportDataInput!) {
    exportData(input: $input) {
      dataExport {
        id
        state
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`);

const context = { additionalTypenames: ['DataExport'] };

/** Asks for archives, tells how far they are, and gives them. */
export function ExportsPanel(): ReactNode {
  const query = useQuery({ query: DataExportsQuery, context });
  const { role } = useViewer();
  const [{ data }, look] = query;
  const [clientId, setClientId] = useState<string | null>(null);
  const owner = role === 'OWNER';
  const ask = useAction(ExportData, ['DataExport']);
  const words = texts.settings.data;

  useUntilMade(
    useMemo(() => data?.dataExports.edges.map(({ node }) => node), [data]),
    useCallback(() => look({ requestPolicy: 'network-only' }), [look]),
  );

  return (
    <Panel title={words.exports}>
      <Stack>
        <Text size="sm" maw={640}>
          {words.exportsWhat}
        </Text>
        <Form
          onSubmit={() => void ask.run(clientId === null ? {} : { clientId })}
          submit={words.export}
          busy={ask.busy}
          disabled={clientId === null && !owner}
          quiet
        >
          <Refusals of={ask.refusals} />
          <ClientSelect
            maw={360}
            label={words.of}
            placeholder={owner ? words.workspace : texts.actions.choose}
            value={clientId}
            onChoose={(client) => setClientId(client?.id ?? null)}
          />
        </Form>
        <Loaded query={query}>
          {({ dataExports }) =>
            dataExports.edges.length === 0 ? (
              <Nothing>{words.exportsNone}</Nothing>
            ) : (
              <WideTable label={words.exports} minWidth={560}>
                <Table fz="sm">
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th ps={0}>{words.of}</Table.Th>
                      <Table.Th>{words.asked}</Table.Th>
                      <Table.Th>{words.by}</Table.Th>
                      <Table.Th>{words.archive}</Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {dataExports.edges.map(({ node }) => (
                      <Table.Tr key={node.id}>
                        <Table.Td ps={0}>{node.client?.name ?? words.workspace}</Table.Td>
                        <Table.Td>{showMoment(node.createdAt)}</Table.Td>
                        <Table.Td>{node.requestedBy.name}</Table.Td>
                        <Table.Td>
                          <Archive of={node} name={node.client?.name ?? words.workspace} />
                        </Table.Td>
                      </Table.Tr>
                    ))}
                  </Table.Tbody>
                </Table>
              </WideTable>
            )
          }
        </Loaded>
      </Stack>
    </Panel>
  );
}
