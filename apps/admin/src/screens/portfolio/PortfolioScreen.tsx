import { Button, Group } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { lazy, type ReactNode, Suspense, useCallback } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import { useAlertsRaised } from '../../app/alerts-raised.js';
import { Loaded } from '../../graphql/Loaded.js';
import { Page } from '../../parts/Page.js';
import { Empty } from '../../parts/States.js';
import { texts } from '../../texts/index.js';
import { askedBy, PAGE_SIZE, parameters, type Portfolio, portfolioContext, PortfolioQuery } from './portfolio-query.js';
import { PortfolioMarks } from './PortfolioMarks.js';
import { PortfolioSearch } from './PortfolioSearch.js';
import { PortfolioTable } from './PortfolioTable.js';

const FirstSteps = lazy(async () => ({ default: (await import('../../app/FirstSteps.js')).FirstSteps }));

/** A workspace with fewer clients may be new. */
const FEW = 3;

/** However many alerts a look of the worker raises, the page asks once. */
const COLLECT_MS = 300;

/** Every client on one page, what needs attention first. */
export default function PortfolioScreen(): ReactNode {
  const [address, setAddress] = useSearchParams();
  const variables = askedBy(address);
  const query = useQuery({ query: PortfolioQuery, variables, context: portfolioContext });
  const [{ data, fetching, stale }, again] = query;
  useAlertsRaised(
    useDebouncedCallback(
      useCallback(() => again({ requestPolicy: 'network-only' }), [again]),
      COLLECT_MS,
    ),
  );
  const words = texts.portfolio;

  /** Another question starts at its first page. */
  const ask = useCallback(
    (changes: Record<string, string>): void =>
      setAddress(
        (before) => {
          const asked = new URLSearchParams(before);
          for (const place of [parameters.after, parameters.before]) asked.delete(place);
          for (const [name, value] of Object.entries(changes)) {
            if (value === '') asked.delete(name);
            else asked.set(name, value);
          }
          return asked;
        },
        { replace: true },
      ),
    [setAddress],
  );

  const { search, mark, hat } = variables.filter ?? {};
  const narrowed = Boolean(search ?? mark ?? hat);
  const empty = data?.portfolio.totalCount === 0 && !narrowed;
  const total = data?.portfolio.totalCount;
  return (
    <Page
      title={words.title}
      facts={
        <span role="status">
          {total === undefined || empty ? '\u00a0' : words.count(total, narrowed, variables.orderBy ?? 'ATTENTION')}
        </span>
      }
      actions={
        <>
          {!empty && <PortfolioSearch asked={variables} ask={ask} />}
          <Button component={Link} to="/clients/new">
            {words.newClient}
          </Button>
        </>
      }
    >
      {!narrowed && total !== undefined && total < FEW && (
        <Suspense>
          <FirstSteps />
        </Suspense>
      )}
      {!empty && <PortfolioMarks asked={variables} counts={data?.portfolio.counts} ask={ask} />}
      <Loaded query={query} shape="rows">
        {({ portfolio }) =>
          empty ? (
            <Empty {...words.empty} />
          ) : (
            <>
              <PortfolioTable rows={portfolio} busy={fetching && !stale} />
              <Pages portfolio={portfolio} ask={ask} />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

interface PagesProps {
  portfolio: Portfolio;
  ask: (changes: Record<string, string>) => void;
}

function Pages({ portfolio: { pageInfo, totalCount }, ask }: PagesProps): ReactNode {
  if (totalCount <= PAGE_SIZE) return null;
  const to = (changes: Record<string, string>): void => {
    ask(changes);
    window.scrollTo({ top: 0 });
  };
  return (
    <Group justify="center" mt="md" gap="xs" component="nav" aria-label={texts.portfolio.pages}>
      <Button
        variant="default"
        disabled={!pageInfo.hasPreviousPage}
        onClick={() => to({ [parameters.before]: pageInfo.startCursor ?? '' })}
      >
        {texts.portfolio.previousPage}
      </Button>
      <Button
        variant="default"
        disabled={!pageInfo.hasNextPage}
        onClick={() => to({ [parameters.after]: pageInfo.endCursor ?? '' })}
      >
        {texts.portfolio.nextPage}
      </Button>
    </Group>
  );
}
