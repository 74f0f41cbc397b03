import { Button, EmptyState, Table, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { useQuery, type UseQueryResponse } from 'urql';
import { Loaded } from '../../graphql/Loaded.js';
import { graphql, type ResultOf } from '../../graphql/graphql.js';
import { NoteIcon } from '../../parts/icons.js';
import { MorePages, useFurtherPages } from '../../parts/MorePages.js';
import { Nothing, Page } from '../../parts/Page.js';
import { texts } from '../../texts/index.js';
import { PortfolioRow, PortfolioRowFragment, rowMatches } from './PortfolioRow.js';
import classes from './Portfolio.module.css';

const PortfolioQuery = graphql(
  `
    query Portfolio($first: Int!, $after: String) {
      portfolio(first: $first, after: $after) {
        totalCount
        pageInfo {
          hasNextPage
          endCursor
        }
        edges {
          cursor
          node {
            ...PortfolioRow
          }
        }
      }
    }
  `,
  [PortfolioRowFragment],
);

type Rows = ResultOf<typeof PortfolioQuery>['portfolio'];

const PAGE_SIZE = 50;

/** An empty answer names no type: a first client must still bring the list up to date. */
const context = { additionalTypenames: ['Client', 'Engagement', 'DriftAlert'] };

function usePortfolio(after: string | null): UseQueryResponse<ResultOf<typeof PortfolioQuery>> {
  return useQuery({ query: PortfolioQuery, variables: { first: PAGE_SIZE, after }, context });
}

export default function PortfolioScreen(): ReactNode {
  const [search, setSearch] = useState('');
  const { cursors, next } = useFurtherPages();
  const query = usePortfolio(null);
  const count = query[0].data?.portfolio.totalCount;
  return (
    <Page
      title={texts.portfolio.title}
      facts={count ? texts.portfolio.count(count) : undefined}
      actions={
        <Button component={Link} to="/clients/new">
          {texts.portfolio.newClient}
        </Button>
      }
    >
      <Loaded query={query}>
        {({ portfolio }) =>
          portfolio.totalCount === 0 ? (
            <EmptyState
              py="xl"
              icon={<NoteIcon />}
              title={texts.portfolio.empty.title}
              description={texts.portfolio.empty.message}
            />
          ) : (
            <>
              <TextInput
                label={texts.portfolio.find}
                type="search"
                value={search}
                onChange={(event) => setSearch(event.currentTarget.value)}
                maw={320}
                mb="md"
              />
              <PortfolioTable rows={portfolio} search={search} first />
              {cursors.length === 0 && <MorePages pageInfo={portfolio.pageInfo} next={next} />}
              {cursors.map((after) => (
                <FurtherRows key={after} after={after} search={search} last={after === cursors.at(-1)} next={next} />
              ))}
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

interface FurtherRowsProps {
  after: string;
  search: string;
  last: boolean;
  next: (after: string) => void;
}

function FurtherRows({ after, search, last, next }: FurtherRowsProps): ReactNode {
  return (
    <Loaded query={usePortfolio(after)}>
      {({ portfolio }) => (
        <>
          <PortfolioTable rows={portfolio} search={search} />
          {last && <MorePages pageInfo={portfolio.pageInfo} next={next} />}
        </>
      )}
    </Loaded>
  );
}

function PortfolioTable({ rows, search, first = false }: { rows: Rows; search: string; first?: boolean }): ReactNode {
  const found = rows.edges.filter(({ node }) => rowMatches(node, search));
  const { columns } = texts.portfolio;
  if (found.length === 0) return first ? <Nothing>{texts.portfolio.noMatch(search)}</Nothing> : null;
  // The roles are said aloud because the narrow layout takes the table's display away, and its meaning with it.
  return (
    <Table className={classes['table'] ?? ''} role="table" data-first={first || undefined} verticalSpacing="sm">
      <Table.Thead role="rowgroup">
        <Table.Tr role="row">
          <Table.Th role="columnheader">{columns.client}</Table.Th>
          <Table.Th role="columnheader">{texts.hats.CTO}</Table.Th>
          <Table.Th role="columnheader">{texts.hats.CAIO}</Table.Th>
          <Table.Th role="columnheader">{columns.alerts}</Table.Th>
          <Table.Th role="columnheader" ta="right">
            {columns.daysLeft}
          </Table.Th>
          <Table.Th role="columnheader">{columns.attention}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody role="rowgroup">
        {found.map(({ cursor, node }) => (
          <PortfolioRow key={cursor} row={node} />
        ))}
      </Table.Tbody>
    </Table>
  );
}
