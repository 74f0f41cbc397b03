import { Stack } from '@mantine/core';
import { useThrottledCallback } from '@mantine/hooks';
import { type ReactNode, useCallback } from 'react';
import { useSearchParams } from 'react-router';
import { useQuery, type UseQueryResponse } from 'urql';
import { useAlertsRaised } from '../../app/alerts-raised.js';
import { Loaded } from '../../graphql/Loaded.js';
import { graphql, type ResultOf } from '../../graphql/graphql.js';
import { MorePages, useFurtherPages } from '../../parts/MorePages.js';
import { Page } from '../../parts/Page.js';
import { Empty } from '../../parts/States.js';
import { texts } from '../../texts/index.js';
import { AlertCard, AlertFragment } from './AlertCard.js';
import { AlertFilters, type Filter, filterOf } from './AlertFilters.js';

export const AlertsQuery = graphql(
  `
    query Alerts($first: Int!, $after: String, $filter: DriftAlertFilter) {
      driftAlerts(first: $first, after: $after, filter: $filter, order: WORST) {
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

type Alerts = ResultOf<typeof AlertsQuery>;

/** Many alerts of one look of the worker are read at once, and not one by one. */
const TOGETHER_MS = 2_000;

const PAGE_SIZE = 25;
const context = { additionalTypenames: ['DriftAlert', 'Engagement'] };

function useAlerts(filter: Filter, after: string | null): UseQueryResponse<Alerts> {
  return useQuery({ query: AlertsQuery, variables: { first: PAGE_SIZE, after, filter }, context });
}

/** What drifts, the worst first; what is raised meanwhile appears by itself. */
export default function AlertsScreen(): ReactNode {
  const [search] = useSearchParams();
  const filter = filterOf(search);
  const query = useAlerts(filter, null);
  const [{ data }, again] = query;
  useAlertsRaised(
    useThrottledCallback(
      useCallback(() => again({ requestPolicy: 'network-only' }), [again]),
      TOGETHER_MS,
    ),
  );
  const words = texts.alerts;
  return (
    <Page title={words.title} facts={<span role="status">{data && words.count(data.driftAlerts.totalCount)}</span>}>
      <AlertFilters />
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
