import { Table, VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import { texts } from '../texts/index.js';

interface WideTableProps {
  /** What the table holds, for who cannot see it scroll. */
  label: string;
  /** In pixels; a narrower screen scrolls the table, not the page. */
  minWidth: number;
  children: ReactNode;
}

/** A table that scrolls sideways where the screen is narrow, by keyboard too. */
export function WideTable({ label, minWidth, children }: WideTableProps): ReactNode {
  return (
    <Table.ScrollContainer minWidth={minWidth} type="native" tabIndex={0} role="group" aria-label={label}>
      {children}
    </Table.ScrollContainer>
  );
}

/** The heading of a column of buttons: each says what it does, so that only who hears the table needs the heading. */
export function ActionsHeading(): ReactNode {
  // What is hidden is placed in its cell: placed in the page, it would stand beyond the edge that the table scrolls under.
  return (
    <Table.Th pos="relative">
      <VisuallyHidden>{texts.actions.column}</VisuallyHidden>
    </Table.Th>
  );
}
