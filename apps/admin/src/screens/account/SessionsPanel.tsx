import { Group, Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { showMoment } from '../../format/days.js';
import { type FragmentOf, graphql, readFragment } from '../../graphql/graphql.js';
import { useAction } from '../../graphql/use-action.js';
import { ConfirmButton } from '../../parts/ConfirmButton.js';
import { Panel } from '../../parts/Page.js';
import { ActionsHeading, WideTable } from '../../parts/WideTable.js';
import { texts } from '../../texts/index.js';

export const SessionsFragment = graphql(`
  fragment Sessions on Viewer {
    id
    sessions {
      id
      createdAt
      address
      agent
      current
      singleSignOn
    }
  }
`);

const EndSessions = graphql(`
  mutation EndSessions($input: EndSessionsInput!) {
    endSessions(input: $input) {
      ended
      userErrors {
        code
        field
        message
      }
    }
  }
`);

const words = texts.account.sessions;

/** Where the person is signed in; they end what they do not know. */
export function SessionsPanel({ viewer }: { viewer: FragmentOf<typeof SessionsFragment> }): ReactNode {
  const { sessions } = readFragment(SessionsFragment, viewer);
  const end = useAction(EndSessions, ['Session', 'Viewer']);
  return (
    <Panel
      title={words.title}
      aside={
        sessions.length > 1 && (
          <ConfirmButton size="xs" question={words.question} onConfirm={() => void end.run({})}>
            {words.endOthers}
          </ConfirmButton>
        )
      }
    >
      <WideTable label={words.title} minWidth={560}>
        <Table fz="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th ps={0}>{words.browser}</Table.Th>
              <Table.Th>{words.address}</Table.Th>
              <Table.Th>{words.since}</Table.Th>
              <ActionsHeading />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {sessions.map((session) => {
              const browser = browserOf(session.agent);
              return (
                <Table.Tr key={session.id}>
                  <Table.Td ps={0}>
                    {browser}
                    {session.singleSignOn && ` · ${words.sso}`}
                  </Table.Td>
                  <Table.Td>{session.address ?? texts.notYet}</Table.Td>
                  <Table.Td>{showMoment(session.createdAt)}</Table.Td>
                  <Table.Td>
                    <Group justify="flex-end">
                      {session.current ? (
                        <Text size="sm" c="dimmed">
                          {words.here}
                        </Text>
                      ) : (
                        <ConfirmButton
                          size="xs"
                          question={words.question}
                          aria-label={words.endOne(browser)}
                          onConfirm={() => void end.run({ sessionId: session.id })}
                        >
                          {words.end}
                        </ConfirmButton>
                      )}
                    </Group>
                  </Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </WideTable>
    </Panel>
  );
}

/** The names by which browsers and systems are known, of what they say of themselves. The first that fits counts. */
const BROWSERS = [
  ['Edg/', 'Edge'],
  ['OPR/', 'Opera'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
] as const;
const SYSTEMS = [
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['Mac OS X', 'macOS'],
  ['Linux', 'Linux'],
] as const;

function browserOf(agent: string | null): string {
  const named = (names: readonly (readonly [string, string])[]): string | undefined =>
    names.find(([mark]) => agent?.includes(mark))?.[1];
  return [named(BROWSERS), named(SYSTEMS)].filter(Boolean).join(', ') || words.unknown;
}
