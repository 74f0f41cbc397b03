import { Skeleton, Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { texts } from '../../texts/index.js';
import { PortfolioColumns } from './PortfolioTable.js';
import classes from './Portfolio.module.css';

/** As many rows as a laptop shows. */
const rows = Array.from({ length: 9 }, (_, row) => row);
const widths = ['70%', '60%', '60%', '90%', '50%', '40%'];

/** The table before its rows are there, in their place and size: nothing jumps when they come. */
export function PortfolioWaiting(): ReactNode {
  return (
    <div role="status" aria-label={texts.loading}>
      <Table className={classes['table'] ?? ''} aria-hidden="true">
        <PortfolioColumns />
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row}>
              {widths.map((width, column) => (
                <Table.Td key={column}>
                  <Skeleton height={12} my={12} width={width} />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
