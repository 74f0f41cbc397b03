import { graphql, type ResultOf, type VariablesOf } from '../../graphql/graphql.js';
import { texts } from '../../texts/index.js';
import type { Ahead } from '../index.js';
import { PortfolioRowFragment } from './PortfolioRow.js';

export const PortfolioQuery = graphql(
  `
    query Portfolio(
      $first: Int
      $after: String
      $last: Int
      $before: String
      $filter: PortfolioFilter
      $orderBy: PortfolioOrder
    ) {
      portfolio(first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $orderBy) {
        totalCount
        counts {
          mark
          count
        }
        pageInfo {
          hasNextPage
          hasPreviousPage
          startCursor
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

export type Portfolio = ResultOf<typeof PortfolioQuery>['portfolio'];
export type Mark = Portfolio['counts'][number]['mark'];

/** Rows a page: more than a screen holds, few enough that a change of the filter draws at once. */
export const PAGE_SIZE = 50;

/** Names of the parameters in the address, so that what is seen can be shared. */
export const parameters = { search: 'q', mark: 'show', hat: 'hat', order: 'by', after: 'after', before: 'before' };

/** What the address asks the API for. What is not in the catalogue is as if it were not there. */
export function askedBy(address: URLSearchParams): VariablesOf<typeof PortfolioQuery> {
  const word = <Words extends object>(name: string, words: Words): (keyof Words & string) | undefined => {
    const value = address.get(name) ?? '';
    return value in words ? (value as keyof Words & string) : undefined;
  };
  const before = address.get(parameters.before);
  return {
    ...(before === null ? { first: PAGE_SIZE, after: address.get(parameters.after) } : { last: PAGE_SIZE, before }),
    filter: {
      search: address.get(parameters.search)?.trim() || null,
      mark: word(parameters.mark, texts.portfolio.marks) ?? null,
      hat: word(parameters.hat, texts.hats) ?? null,
    },
    orderBy: word(parameters.order, texts.portfolio.orders) ?? 'ATTENTION',
  };
}

/** An empty answer names no type: a first client must still bring the list up to date. */
export const portfolioContext = { additionalTypenames: ['Client', 'Engagement', 'DriftAlert'] };

export const portfolioAhead = (address: URLSearchParams): Ahead => ({
  query: PortfolioQuery,
  variables: askedBy(address),
  context: portfolioContext,
});
