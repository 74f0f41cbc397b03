import { Anchor, NativeSelect, Progress, Stack, Table, Text } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { useQuery } from 'urql';
import { useViewer } from '../../app/session.js';
import { showMoment } from '../../format/days.js';
import { percent, showNumber } from '../../format/figures.js';
import { Loaded } from '../../graphql/Loaded.js';
import { graphql, type ResultOf } from '../../graphql/graphql.js';
import { useAction } from '../../graphql/use-action.js';
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

type DataExport = ResultOf<typeof DataExportsQuery>['dataExports']['edges'][number]['node'];

const context = { additionalTypenames: ['DataExport'] };
const LOOK_AGAIN_MS = 2_000;
const WHOLE_WORKSPACE = '';

interface ExportsPanelProps {
  clients: { value: string; label: string }[];
}

/** Asks for archives, tells how far they are, and gives them. */
export function ExportsPanel({ clients }: ExportsPanelProps): ReactNode {
  const query = useQuery({ query: DataExportsQuery, context });
  const { role } = useViewer();
  const [{ data }, look] = query;
  const choices =
    role === 'OWNER' ? [{ value: WHOLE_WORKSPACE, label: texts.settings.data.workspace }, ...clients] : clients;
  const [of, setOf] = useState(choices[0]?.value ?? WHOLE_WORKSPACE);
  const ask = useAction(ExportData, ['DataExport']);
  const words = texts.settings.data;

  const isMade = data?.dataExports.edges.some(({ node }) => node.state === 'QUEUED' || node.state === 'RUNNING');
  useEffect(() => {
    if (!isMade) return;
    const timer = setTimeout(() => look({ requestPolicy: 'network-only' }), LOOK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [isMade, data, look]);

  return (
    <Panel title={words.exports}>
      <Stack>
        <Text size="sm" maw={640}>
          {words.exportsWhat}
        </Text>
        {choices.length > 0 && (
          <Form
            onSubmit={() => void ask.run(of === WHOLE_WORKSPACE ? {} : { clientId: of })}
            submit={words.export}
            busy={ask.busy}
            quiet
          >
            <Refusals of={ask.refusals} />
            <NativeSelect
              label={words.of}
              maw={360}
              data={choices}
              value={of}
              onChange={(event) => setOf(event.currentTarget.value)}
            />
          </Form>
        )}
        <Loaded query={query}>
          {({ dataExports }) =>
            dataExports.edges.length === 0 ? (
              <Nothing>{words.exportsNone}</Nothing>
            ) : (
              <WideTable label={words.exports} minWidth={560}>
                <Table fz="sm">
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th pl={0}>{words.of}</Table.Th>
                      <Table.Th>{words.asked}</Table.Th>
                      <Table.Th>{words.by}</Table.Th>
                      <Table.Th>{words.archive}</Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {dataExports.edges.map(({ node }) => (
                      <Table.Tr key={node.id}>
                        <Table.Td pl={0}>{node.client?.name ?? words.workspace}</Table.Td>
                        <Table.Td>{showMoment(node.createdAt)}</Table.Td>
                        <Table.Td>{node.requestedBy.name}</Table.Td>
                        <Table.Td>
                          <Archive of={node} />
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

function Archive({ of: { state, url, size, error, progress, client } }: { of: DataExport }): ReactNode {
  const words = texts.settings.data;
  if (state === 'FAILED') return error;
  if (state !== 'DONE' || url === null)
    return <Progress value={percent(progress)} miw={120} aria-label={words.progress} />;
  return (
    <Anchor href={new URL(url).pathname} size="sm" aria-label={words.downloadOf(client?.name ?? words.workspace)}>
      {words.download(showNumber(Math.ceil((size ?? 0) / 1_000)))}
    </Anchor>
  );
}
