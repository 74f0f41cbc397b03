import { Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { showMoment } from '../format/days.js';
import { showWord } from '../format/figures.js';
import { type FragmentOf, graphql, readFragment } from '../graphql/graphql.js';
import { texts } from '../texts/index.js';
import { Nothing } from './Page.js';
import { WideTable } from './WideTable.js';

export const AuditEntriesFragment = graphql(`
  fragment AuditEntries on AuditEntryConnection {
    edges {
      node {
        id
        at
        actorKind
        actorName
        verb
        noun
        label
        address
        changes {
          field
          before
          after
        }
      }
    }
  }
`);

/** What the trail keeps by its key, in the words of the other screens. */
const VALUES: Readonly<Record<string, string>> = {
  ...texts.deliverableStates,
  ...texts.engagementStates,
  ...texts.exportKinds,
  ...texts.shapes,
  ...texts.severities,
  ...texts.verdicts,
  ...texts.holders,
  ...texts.roles,
  ...texts.rules,
};

const showValue = (value: string | null): string | null => (value === null ? null : (VALUES[value] ?? value));

/** Changes: who, what, when and from where, with what stood there before. */
export function AuditEntries(props: { entries: FragmentOf<typeof AuditEntriesFragment> }): ReactNode {
  const { edges } = readFragment(AuditEntriesFragment, props.entries);
  const words = texts.settings.audit;
  if (edges.length === 0) return <Nothing>{words.none}</Nothing>;
  return (
    <WideTable label={words.title} minWidth={760}>
      <Table fz="sm" verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th ps={0}>{words.when}</Table.Th>
            <Table.Th>{words.who}</Table.Th>
            <Table.Th>{words.change}</Table.Th>
            <Table.Th>{words.from}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {edges.map(({ node: { id, at, actorKind, actorName, verb, noun, label, address, changes } }) => (
            <Table.Tr key={id} style={{ verticalAlign: 'top' }}>
              <Table.Td ps={0} style={{ whiteSpace: 'nowrap' }}>
                {showMoment(at)}
              </Table.Td>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>
                {actorName}
                {actorKind !== 'MEMBER' && (
                  <Text size="xs" c="dimmed">
                    {words.actors[actorKind]}
                  </Text>
                )}
              </Table.Td>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>
                {words.did(words.verbs[verb], words.nouns[noun] ?? showWord(noun))}
                {label && `: ${showValue(label)}`}
                {changes.length > 0 && (
                  <details>
                    <summary>{words.fields(changes.length)}</summary>
                    {changes.map(({ field, before, after }) => (
                      <Text key={field} size="xs">
                        {words.changed(showWord(field), showValue(before), showValue(after))}
                      </Text>
                    ))}
                  </details>
                )}
              </Table.Td>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{address}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  );
}
