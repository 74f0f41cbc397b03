import { Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import { Loaded } from '../../graphql/Loaded.js';
import { graphql, type VariablesOf } from '../../graphql/graphql.js';
import { AuditEntries, AuditEntriesFragment } from '../../parts/AuditEntries.js';
import { options } from '../../parts/Form.js';
import { EachPage, MorePages, type ShownPage } from '../../parts/MorePages.js';
import { Panel } from '../../parts/Page.js';
import { texts } from '../../texts/index.js';

const AuditTrailQuery = graphql(
  `
    query AuditTrail($after: String, $filter: AuditFilter) {
      auditTrail(first: 50, after: $after, filter: $filter) {
        pageInfo {
          hasNextPage
          endCursor
        }
        ...AuditEntries
      }
    }
  `,
  [AuditEntriesFragment],
);

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
        <EachPage of={search.toString()}>{(page) => <PageOf {...page} filter={filter} />}</EachPage>
      </Stack>
    </Panel>
  );
}

function PageOf({ after, filter, next }: ShownPage & { filter: Filter }): ReactNode {
  const query = useQuery({ query: AuditTrailQuery, variables: { after, filter } });
  return (
    <Loaded query={query} shape="rows">
      {({ auditTrail }) => (
        <>
          <AuditEntries entries={auditTrail} />
          {next && <MorePages pageInfo={auditTrail.pageInfo} next={next} />}
        </>
      )}
    </Loaded>
  );
}
