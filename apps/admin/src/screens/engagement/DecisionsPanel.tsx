import { Button, Collapse, Group, Stack, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { showMoment } from '../../format/days.js';
import { showArea, showMoney } from '../../format/figures.js';
import { type FragmentOf, graphql, readFragment } from '../../graphql/graphql.js';
import { Holder } from '../../parts/Hat.js';
import { isOver } from '../../parts/is-over.js';
import { Severity } from '../../parts/Marks.js';
import { Nothing, Panel } from '../../parts/Page.js';
import { WideTable } from '../../parts/WideTable.js';
import { texts } from '../../texts/index.js';
import { DecisionForm } from '../decision/DecisionForm.js';

export const DecisionsFragment = graphql(`
  fragment Decisions on Engagement {
    id
    decisionState: state
    decisionHats: hats {
      hat
      perDecisionLimit {
        currency
      }
    }
    decisionAreas: charter {
      id
      rights {
        area
      }
    }
    decisions(first: 5) {
      totalCount
      edges {
        node {
          id
          area
          hatWorn
          title
          decidedAt
          decidedBy {
            name
          }
          spend {
            amount
            currency
          }
          signals {
            rule
            severity
            statement
          }
        }
      }
    }
  }
`);

/** The decision log, and a quick entry that is checked against the charter at once. */
export function DecisionsPanel(props: { engagement: FragmentOf<typeof DecisionsFragment> }): ReactNode {
  const { id, decisionState, decisionHats, decisionAreas, decisions } = readFragment(
    DecisionsFragment,
    props.engagement,
  );
  const [opened, { toggle }] = useDisclosure(false);
  const words = texts.decisions;
  return (
    <Panel
      title={words.title}
      aside={
        !isOver(decisionState) && (
          <Button variant="default" size="xs" onClick={toggle} aria-expanded={opened}>
            {words.open}
          </Button>
        )
      }
    >
      <Collapse expanded={opened} keepMounted={false}>
        <DecisionForm
          engagementId={id}
          areas={decisionAreas?.rights.map(({ area }) => area) ?? []}
          hats={decisionHats.map(({ hat }) => hat)}
          currency={decisionHats[0]?.perDecisionLimit?.currency ?? 'EUR'}
        />
      </Collapse>
      {decisions.edges.length === 0 ? (
        <Nothing>{words.empty}</Nothing>
      ) : (
        <WideTable label={words.title} minWidth={560}>
          <Table fz="sm">
            <Table.Thead>
              <Table.Tr>
                <Table.Th ps={0}>{words.name}</Table.Th>
                <Table.Th>{words.area}</Table.Th>
                <Table.Th>{words.hatWorn}</Table.Th>
                <Table.Th ta="end" pe={0}>
                  {words.spend}
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {decisions.edges.map(({ node }) => (
                <Table.Tr key={node.id}>
                  <Table.Td ps={0}>
                    {node.title}
                    <Text size="xs" c="dimmed">
                      {words.by(node.decidedBy.name, showMoment(node.decidedAt))}
                    </Text>
                    <Stack gap={2}>
                      {node.signals.map((signal) => (
                        <Group key={signal.rule} gap={6} fz="xs">
                          <Severity severity={signal.severity}>{texts.rules[signal.rule]}</Severity>
                          {signal.statement}
                        </Group>
                      ))}
                    </Stack>
                  </Table.Td>
                  <Table.Td>{showArea(node.area)}</Table.Td>
                  <Table.Td>
                    <Holder holder={node.hatWorn} />
                  </Table.Td>
                  <Table.Td ta="end" pe={0}>
                    {node.spend ? showMoney(node.spend) : texts.notYet}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </WideTable>
      )}
      {decisions.totalCount > 0 && (
        <Text size="sm" mt="sm">
          <Link to={`/engagements/${encodeURIComponent(id)}/decisions`}>{words.all(decisions.totalCount)}</Link>
        </Text>
      )}
    </Panel>
  );
}
