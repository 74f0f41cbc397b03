import { Table, Text, VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import { showArea } from '../../format/figures.js';
import { Hat, HatGlyph, type HatName } from '../../parts/Hat.js';
import { WideTable } from '../../parts/WideTable.js';
import { texts } from '../../texts/index.js';

export interface DecisionRight {
  area: string;
  holder: 'CTO' | 'CAIO' | 'JOINT' | 'NAMED_OUTSIDE';
  holderName: string | null;
  note: string | null;
}

const hats: HatName[] = ['CTO', 'CAIO'];

/** Areas down, hats across: a mark where a hat decides, in both columns where both must. */
export function CharterMatrix({ rights }: { rights: DecisionRight[] }): ReactNode {
  const outside = rights.some(({ holder }) => holder === 'NAMED_OUTSIDE');
  const noted = rights.some(({ note }) => note);
  return (
    <WideTable label={texts.charter.matrix} minWidth={noted ? 560 : 280}>
      <Table verticalSpacing={8} highlightOnHover fz="sm" maw={outside || noted ? undefined : 720}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th ps={0}>{texts.charter.area}</Table.Th>
            {hats.map((hat) => (
              <Table.Th key={hat} w={96}>
                <Hat hat={hat} />
              </Table.Th>
            ))}
            {outside && <Table.Th>{texts.holders.NAMED_OUTSIDE}</Table.Th>}
            {noted && <Table.Th>{texts.charter.note}</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rights.map((right) => (
            <Table.Tr key={right.area}>
              <Table.Th ps={0} fw={500} scope="row">
                {showArea(right.area)}
                {right.holder === 'JOINT' && (
                  <Text size="xs" c="dimmed" component="span" ms={8}>
                    {texts.holders.JOINT}
                  </Text>
                )}
              </Table.Th>
              {hats.map((hat) => (
                <Table.Td key={hat}>
                  {(right.holder === hat || right.holder === 'JOINT') && (
                    <>
                      <HatGlyph hat={hat} size={14} />
                      <VisuallyHidden>{texts.charter.owns}</VisuallyHidden>
                    </>
                  )}
                </Table.Td>
              ))}
              {outside && <Table.Td>{right.holder === 'NAMED_OUTSIDE' && (right.holderName ?? texts.notYet)}</Table.Td>}
              {noted && <Table.Td>{right.note}</Table.Td>}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  );
}
