import { Group, Stack, Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { showDay, showShortDay } from '../../format/days.js';
import { showDepth, showMoney } from '../../format/figures.js';
import { type FragmentOf, graphql, readFragment } from '../../graphql/graphql.js';
import { Hat } from '../../parts/Hat.js';
import { ProgressRing } from '../../parts/HatFigures.js';
import { Findings, isThin, StateWord } from '../../parts/Marks.js';
import { Panel } from '../../parts/Page.js';
import { texts } from '../../texts/index.js';

export const HatPanelFragment = graphql(`
  fragment HatPanel on HatAssignment {
    hat
    practitioner {
      id
      name
    }
    daysPerWeek
    perDecisionLimit {
      amount
      currency
    }
    perQuarterLimit {
      amount
      currency
    }
    quarterSpend {
      amount
      currency
    }
    depth
    progress
    deliverables {
      id
      title
      state
      dueOn
      originalDueOn
      pendingDueOn
      depth
      verdict
      late
      submittedAt
    }
  }
`);

/** One hat: who wears it, how far and how deep it is, what it may spend, what it owes. */
export function HatPanel(props: { assignment: FragmentOf<typeof HatPanelFragment> }): ReactNode {
  const assignment = readFragment(HatPanelFragment, props.assignment);
  const { perDecisionLimit, perQuarterLimit, quarterSpend } = assignment;
  const words = texts.engagement;
  return (
    <Panel title={<Hat hat={assignment.hat} large />}>
      <Group gap="md" wrap="nowrap" mb="sm">
        <ProgressRing hat={assignment.hat} progress={assignment.progress} size={76} />
        <Stack gap={2} fz="sm" miw={0}>
          <Text size="md">
            {texts.depth} <strong className="figure">{showDepth(assignment.depth)}</strong>
          </Text>
          <span>
            {assignment.practitioner?.name ?? words.nobody} · {words.daysPerWeek(assignment.daysPerWeek)}
          </span>
          {perQuarterLimit && perDecisionLimit && (
            <Text size="xs" c="dimmed">
              {words.spent(showMoney(quarterSpend), showMoney(perQuarterLimit))},{' '}
              {words.perDecision(showMoney(perDecisionLimit))}
            </Text>
          )}
        </Stack>
      </Group>
      <Table fz="sm" horizontalSpacing={6} verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th ps={0}>{words.deliverables}</Table.Th>
            <Table.Th>{words.due}</Table.Th>
            <Table.Th visibleFrom="xs">{words.state}</Table.Th>
            <Table.Th ta="end" pe={0}>
              {texts.depth}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {assignment.deliverables.map((deliverable) => (
            <Table.Tr key={deliverable.id}>
              <Table.Td ps={0}>
                <Link to={`/deliverables/${encodeURIComponent(deliverable.id)}`}>{deliverable.title}</Link>
                <Group gap={4} mt={deliverable.late || isThin(deliverable.verdict) ? 2 : 0}>
                  <Findings
                    late={deliverable.late}
                    thin={deliverable.submittedAt !== null && isThin(deliverable.verdict)}
                  />
                </Group>
              </Table.Td>
              <Table.Td style={{ whiteSpace: 'nowrap' }}>
                {showShortDay(deliverable.dueOn)}
                {deliverable.dueOn !== deliverable.originalDueOn && (
                  <Text size="xs" c="dimmed">
                    {words.moved(showShortDay(deliverable.originalDueOn))}
                  </Text>
                )}
                {deliverable.pendingDueOn && (
                  <Text size="xs" c="dimmed" style={{ whiteSpace: 'normal' }}>
                    {words.movePending(showDay(deliverable.pendingDueOn))}
                  </Text>
                )}
              </Table.Td>
              <Table.Td visibleFrom="xs">
                <StateWord state={deliverable.state} />
              </Table.Td>
              <Table.Td ta="end" pe={0}>
                {showDepth(deliverable.depth)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Panel>
  );
}
