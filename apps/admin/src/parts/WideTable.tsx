import { Table, VisuallyHidden } from '@mantine/core';
import { useElementSize, useMergedRef } from '@mantine/hooks';
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { texts } from '../texts/index.js';
import classes from './WideTable.module.css';

interface WideTableProps {
  /** What the table holds, for who cannot see it scroll. */
  label: string;
  /** In pixels; where there is less, each row stands as a card whose lines say which column they are of. */
  minWidth: number;
  children: ReactNode;
}

/** A table that nobody has to push sideways: where it does not fit, its rows are cards. */
export function WideTable({ label, minWidth, children }: WideTableProps): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const { ref: measured, width } = useElementSize<HTMLDivElement>();
  const ref = useMergedRef(place, measured);
  const stacked = width > 0 && width < minWidth;
  useLayoutEffect(() => {
    const table = stacked && place.current?.querySelector('table');
    return table ? nameCells(table) : undefined;
  }, [stacked]);
  return (
    <div ref={ref} className={classes['place']} data-stacked={stacked || undefined}>
      <Table.ScrollContainer
        minWidth={stacked ? 0 : minWidth}
        type="native"
        role="group"
        aria-label={label}
        {...(!stacked && { tabIndex: 0 })}
      >
        {children}
      </Table.ScrollContainer>
    </div>
  );
}

const ROLES = { TABLE: 'table', THEAD: 'rowgroup', TBODY: 'rowgroup', TR: 'row', TH: 'columnheader', TD: 'cell' };

/**
 * Has each cell carry the name of its column, and each element its role, which a browser forgets of one that is laid out
 * as a card. Goes on while rows come and go. @returns what ends it
 */
function nameCells(table: HTMLTableElement): () => void {
  const name = (): void => {
    const heads = [...(table.tHead?.rows[0]?.cells ?? [])].map((head) => head.dataset['column'] ?? head.innerText);
    for (const each of [table, ...table.querySelectorAll<HTMLElement>('thead, tbody, tr, th, td')])
      each.setAttribute('role', ROLES[each.tagName as keyof typeof ROLES]);
    for (const { cells } of [...table.tBodies].flatMap((body) => [...body.rows]))
      for (const cell of cells)
        cell.dataset['column'] = cells.length === heads.length ? (heads[cell.cellIndex] ?? '') : '';
  };
  name();
  const watch = new MutationObserver(name);
  watch.observe(table, { childList: true, subtree: true });
  return () => watch.disconnect();
}

/** The heading of a column of buttons: each says what it does, so that only who hears the table needs the heading. */
export function ActionsHeading(): ReactNode {
  // What is hidden is placed in its cell: placed in the page, it would stand beyond the edge that the table scrolls under.
  return (
    <Table.Th pos="relative" data-column="">
      <VisuallyHidden>{texts.actions.column}</VisuallyHidden>
    </Table.Th>
  );
}
