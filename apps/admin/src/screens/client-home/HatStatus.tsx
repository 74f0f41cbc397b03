import { Box, Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { showShortDay } from '../../format/days.js';
import { showDepth } from '../../format/figures.js';
import { type FragmentOf, graphql, readFragment } from '../../graphql/graphql.js';
import { Hat } from '../../parts/Hat.js';
import { ProgressRing } from '../../parts/HatFigures.js';
import { type DeliverableStateName, Severity, StateWord } from '../../parts/Marks.js';
import { Panel } from '../../parts/Page.js';
import { texts } from '../../texts/index.js';
import classes from './ClientHome.module.css';

export const HatStatusFragment = graphql(`
  fragment HatStatus on HatAssignment {
    hat
    practitioner {
      id
      name
    }
    progress
    depth
    lateCount
    deliverables {
      id
      title
      state
      dueOn
      depth
      late
    }
  }
`);

/** One hat's status for the client: how far, how deep, and every document with its day. */
export function HatStatus(props: { assignment: FragmentOf<typeof HatStatusFragment> }): ReactNode {
  const { hat, practitioner, progress, depth, lateCount, deliverables } = readFragment(
    HatStatusFragment,
    props.assignment,
  );
  const words = texts.clientHome;
  return (
    <Panel title={<Hat hat={hat} large />}>
      <div className={classes['standing']}>
        <ProgressRing hat={hat} progress={progress} size={64} />
        <div className={classes['facts']}>
          <div className={classes['figures']}>
            <span>
              {texts.clientHome.depth} <strong className="figure">{showDepth(depth)}</strong>
            </span>
            {lateCount > 0 && <Severity severity="CRITICAL">{texts.portfolio.late(lateCount)}</Severity>}
          </div>
          <bdi>{practitioner?.name ?? texts.engagement.nobody}</bdi>
        </div>
      </div>
      <Table fz="sm" horizontalSpacing={6} className={classes['documents'] ?? ''}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th ps={0}>{words.documents}</Table.Th>
            <Table.Th>{texts.engagement.due}</Table.Th>
            <Table.Th visibleFrom="xs">{texts.engagement.state}</Table.Th>
            <Table.Th ta="end" pe={0}>
              {texts.depth}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {deliverables.map((deliverable) => (
            <Table.Tr key={deliverable.id}>
              <Table.Td ps={0}>
                <Link to={`/deliverables/${encodeURIComponent(deliverable.id)}`}>{deliverable.title}</Link>
                <Box hiddenFrom="xs">
                  <Standing {...deliverable} />
                </Box>
              </Table.Td>
              <Table.Td style={{ whiteSpace: 'nowrap' }}>{showShortDay(deliverable.dueOn)}</Table.Td>
              <Table.Td visibleFrom="xs">
                <Standing {...deliverable} />
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

function Standing({ late, state }: { late: boolean; state: DeliverableStateName }): ReactNode {
  if (!late) return <StateWord state={state} />;
  return <Severity severity="CRITICAL">{texts.clientHome.late(texts.deliverableStates[state])}</Severity>;
}
