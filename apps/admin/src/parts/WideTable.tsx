import { Table } from '@mantine/core';
import type { ReactNode } from 'react';

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
