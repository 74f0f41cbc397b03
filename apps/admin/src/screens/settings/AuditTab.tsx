import { NativeSelect, Group, Stack, Table, Text, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import { showMoment } from '../../format/days.js';
import { showWord } from '../../format/figures.js';
import { Loaded } from '../../graphql/Loaded.js';
import { graphql, type ResultOf, type VariablesOf } from '../../graphql/graphql.js';
import { options } from '../../parts/Form.js';
import { EachPage, MorePages, type ShownPage } from '../../parts/MorePages.js';
import { Nothing, Panel } from '../../parts/Page.js';
import { WideTable } from '../../parts/WideTable.js';
import { texts } from '../../texts/index.js';

const AuditTrailQuery = graphql(`
  query AuditTrail($after: String, $filter: AuditFilter) {
    auditTrail(first: 50, after: $after, filter: $filter) {
      pageInfo {
        hasNextPage
        endCursor
      }
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
  }
`);

type Entry = ResultOf<typeof AuditTrailQuery>['auditTrail']['edges'][number]['node'];
type Filter = NonNullable<VariablesOf<typeof AuditTrailQuery>['filter']>;
type Noun = NonNullable<Filter['nouns']>[number];

const isNoun = (value: string | null): value is Noun => value !== null && value in texts.settings.audit.nouns;

/** Every change in the workspace: who, what, when and from where, with what stood there before. */
export function AuditTab(): ReactNode {
  const [search, setSearch] = useSearchParams();
  const [actor, setActor] = useState(search.get('actor') ?? '');
  const noun = search.get('of');
  const words = texts.settings.audit;
  const filter: Filter = {
    nouns: isNoun(noun) ? [noun] : undefined,
    actor: search.get('actor') || undefined,
  };
  const narrow = (name: string, value: string): void => {
    const next = new URLSearchParams(search);
    if (value === '') next.delete(name);
    else next.set(name, value);
    setSearch(next, { replace: true });
  };
  return (
    <Panel title={words.title}>
      <Stack>
        <Text size="sm" maw={640}>
          {words.what}
        </Text>
        <Group align="flex-end" gap="sm">
          <NativeSelect
            label={words.of}
            value={noun ?? ''}
            data={[{ value: '', label: words.everything }, ...options(words.nouns)]}
            onChange={(event) => narrow('of', event.currentTarget.value)}
          />
          <form
            onSubmit={(event) => {
              event.preventDefault();
              narrow('actor', actor);
            }}
          >
            <TextInput
              label={words.who}
              description={words.whoHint}
              type="search"
              value={actor}
              onChange={(event) => setActor(event.currentTarget.value)}
              onBlur={() => narrow('actor', actor)}
            />
          </form>
        </Group>
        <EachPage key={search.toString()}>{(page) => <PageOf {...page} filter={filter} />}</EachPage>
      </Stack>
    </Panel>
  );
}

function PageOf({ after, filter, next }: ShownPage & { filter: Filter }): ReactNode {
  const query = useQuery({ query: AuditTrailQuery, variables: { after, filter } });
  const words = texts.settings.audit;
  return (
    <Loaded query={query} shape="rows">
      {({ auditTrail: { edges, pageInfo } }) =>
        edges.length === 0 ? (
          <Nothing>{words.none}</Nothing>
        ) : (
          <>
            <WideTable label={words.title} minWidth={760}>
              <Table fz="sm" verticalSpacing="xs">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th pl={0}>{words.when}</Table.Th>
                    <Table.Th>{words.who}</Table.Th>
                    <Table.Th>{words.change}</Table.Th>
                    <Table.Th>{words.from}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {edges.map(({ node }) => (
                    <Row key={node.id} entry={node} />
                  ))}
                </Table.Tbody>
              </Table>
            </WideTable>
            {next && <MorePages pageInfo={pageInfo} next={next} />}
          </>
        )
      }
    </Loaded>
  );
}

function Row({ entry }: { entry: Entry }): ReactNode {
  const words = texts.settings.audit;
  return (
    <Table.Tr style={{ verticalAlign: 'top' }}>
      <Table.Td pl={0} style={{ whiteSpace: 'nowrap' }}>
        {showMoment(entry.at)}
      </Table.Td>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        {entry.actorName}
        {entry.actorKind !== 'MEMBER' && (
          <Text size="xs" c="dimmed">
            {words.actors[entry.actorKind]}
          </Text>
        )}
      </Table.Td>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        {words.did(words.verbs[entry.verb], words.nouns[entry.noun] ?? showWord(entry.noun))}
        {entry.label && `: ${entry.label}`}
        {entry.changes.length > 0 && (
          <details>
            <summary>{words.fields(entry.changes.length)}</summary>
            {entry.changes.map(({ field, before, after }) => (
              <Text key={field} size="xs">
                {words.changed(showWord(field), before, after)}
              </Text>
            ))}
          </details>
        )}
      </Table.Td>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>{entry.address}</Table.Td>
    </Table.Tr>
  );
}
