import { Table } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useDeferredValue } from 'react';
import { Nothing } from '../../parts/Page.js';
import { texts } from '../../texts/index.js';
import type { Portfolio } from './portfolio-query.js';
import { PortfolioRow } from './PortfolioRow.js';
import classes from './Portfolio.module.css';

interface PortfolioTableProps {
  rows: Portfolio;
  /** Whether other rows are on their way. */
  busy: boolean;
}

/** As many as a large screen shows. */
const AT_ONCE = 12;

/** The rows that the API gave, in its order. Arrow keys go from client to client. */
export function PortfolioTable({ rows, busy }: PortfolioTableProps): ReactNode {
  const { edges } = rows;
  // What is below the screen is drawn between two answers to what the reader does, never before the first rows.
  const drawn = useDeferredValue(edges, edges.slice(0, AT_ONCE));
  const shown = edges.length > AT_ONCE ? drawn : edges;
  if (edges.length === 0) return <Nothing>{texts.portfolio.noMatch}</Nothing>;
  // The roles are said aloud because the narrow layout takes the table's display away, and its meaning with it.
  return (
    <Table
      className={classes['table'] ?? ''}
      role="table"
      aria-label={texts.portfolio.title}
      aria-busy={busy || shown !== edges}
      data-busy={busy || undefined}
    >
      <PortfolioColumns />
      <Table.Tbody role="rowgroup" onKeyDown={walk}>
        {shown.map(({ cursor, node }) => (
          <PortfolioRow key={cursor} row={node} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function PortfolioColumns(): ReactNode {
  const { columns } = texts.portfolio;
  return (
    <Table.Thead role="rowgroup">
      <Table.Tr role="row">
        <Table.Th role="columnheader">{columns.client}</Table.Th>
        <Table.Th role="columnheader">{texts.hats.CTO}</Table.Th>
        <Table.Th role="columnheader">{texts.hats.CAIO}</Table.Th>
        <Table.Th role="columnheader">{columns.attention}</Table.Th>
        <Table.Th role="columnheader" ta="end">
          {columns.alerts}
        </Table.Th>
        <Table.Th role="columnheader" ta="end">
          {columns.daysLeft}
        </Table.Th>
      </Table.Tr>
    </Table.Thead>
  );
}

function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-client]')];
  const here = links.findIndex((link) => link.closest('tr')?.contains(document.activeElement));
  const next = links[here + step];
  if (here === -1 || !next) return;
  event.preventDefault();
  next.focus();
}
