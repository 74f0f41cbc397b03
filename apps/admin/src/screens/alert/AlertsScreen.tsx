import { Group, NativeSelect, Stack, Text } from '@mantine/core';
import type { ChangeEvent, ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useQuery, type UseQueryResponse } from 'urql';
import { Loaded } from '../../graphql/Loaded.js';
import { graphql, type ResultOf, type VariablesOf } from '../../graphql/graphql.js';
import { options } from '../../parts/Form.js';
import { MorePages, useFurtherPages } from '../../parts/MorePages.js';
import { Page } from '../../parts/Page.js';
import { Empty } from '../../parts/States.js';
import { texts } from '../../texts/index.js';
import { AlertCard, AlertFragment } from './AlertCard.js';

const AlertsQuery = graphql(
  `
    query Alerts($first: Int!, $after: String, $filter: DriftAlertFilter) {
      driftAlerts(first: $first, after: $after, filter: $filter) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        edges {
          node {
            id
            ...Alert
          }
        }
      }
    }
  `,
  [AlertFragment],
);

type Filter = NonNullable<VariablesOf<typeof AlertsQuery>['filter']>;
type Alerts = ResultOf<typeof AlertsQuery>;

const PAGE_SIZE = 25;
const context = { additionalTypenames: ['DriftAlert', 'Engagement'] };

/** The filter lives in the address, so that a link shows the same list. */
function filterOf(search: URLSearchParams): Filter {
  const state = search.get('state') ?? 'OPEN_ONES';
  const known = <Words extends object>(words: Words, name: string): (keyof Words)[] | undefined => {
    const value = search.get(name);
    return value !== null && value in words ? [value as keyof Words] : undefined;
  };
  return {
    engagementId: search.get('engagement'),
    states: state === 'OPEN_ONES' ? ['OPEN', 'ACKNOWLEDGED'] : known(texts.alerts.states, 'state'),
    severities: known(texts.severities, 'severity'),
    rules: known(texts.rules, 'rule'),
    hat: known(texts.hats, 'hat')?.[0],
  };
}

function useAlerts(filter: Filter, after: string | null): UseQueryResponse<Alerts> {
  return useQuery({ query: AlertsQuery, variables: { first: PAGE_SIZE, after, filter }, context });
}

export default function AlertsScreen(): ReactNode {
  const [search, setSearch] = useSearchParams();
  const filter = filterOf(search);
  const query = useAlerts(filter, null);
  const count = query[0].data?.driftAlerts.totalCount;
  const words = texts.alerts;

  const choice = (name: string, fallback = '') => ({
    value: search.get(name) ?? fallback,
    onChange: (event: ChangeEvent<HTMLSelectElement>) => {
      const next = new URLSearchParams(search);
      if (event.currentTarget.value === fallback) next.delete(name);
      else next.set(name, event.currentTarget.value);
      setSearch(next, { replace: true });
    },
  });
  const all = { value: '', label: words.all };

  return (
    <Page title={words.title} facts={count === undefined ? undefined : words.count(count)}>
      <Group gap="sm" mb="md" align="flex-end">
        <NativeSelect
          label={words.state}
          data={[
            { value: 'OPEN_ONES', label: words.openOnes },
            ...options(words.states),
            { value: 'ALL', label: words.all },
          ]}
          {...choice('state', 'OPEN_ONES')}
        />
        <NativeSelect label={words.severity} data={[all, ...options(texts.severities)]} {...choice('severity')} />
        <NativeSelect label={words.hat} data={[all, ...options(texts.hats)]} {...choice('hat')} />
        <NativeSelect label={words.rule} data={[all, ...options(texts.rules)]} {...choice('rule')} />
      </Group>
      {filter.engagementId && (
        <Text size="sm" mb="md">
          {words.onlyEngagement} <Link to="/alerts">{words.allEngagements}</Link>
        </Text>
      )}
      {/* Another filter is another list: its further pages begin anew. */}
      <List key={search.toString()} filter={filter} query={query} />
    </Page>
  );
}

function List({ filter, query }: { filter: Filter; query: UseQueryResponse<Alerts> }): ReactNode {
  const { cursors, next } = useFurtherPages();
  return (
    <Loaded query={query} shape="cards">
      {({ driftAlerts }) =>
        driftAlerts.edges.length === 0 ? (
          <Empty {...texts.alerts.empty} />
        ) : (
          <Stack gap="sm">
            <Cards alerts={driftAlerts} />
            {cursors.length === 0 && <MorePages pageInfo={driftAlerts.pageInfo} next={next} />}
            {cursors.map((after) => (
              <Further key={after} filter={filter} after={after} last={after === cursors.at(-1)} next={next} />
            ))}
          </Stack>
        )
      }
    </Loaded>
  );
}

interface FurtherProps {
  filter: Filter;
  after: string;
  last: boolean;
  next: (after: string) => void;
}

function Further({ filter, after, last, next }: FurtherProps): ReactNode {
  return (
    <Loaded query={useAlerts(filter, after)} shape="cards">
      {({ driftAlerts }) => (
        <>
          <Cards alerts={driftAlerts} />
          {last && <MorePages pageInfo={driftAlerts.pageInfo} next={next} />}
        </>
      )}
    </Loaded>
  );
}

function Cards({ alerts }: { alerts: Alerts['driftAlerts'] }): ReactNode {
  return alerts.edges.map(({ node }) => <AlertCard key={node.id} alert={node} />);
}
