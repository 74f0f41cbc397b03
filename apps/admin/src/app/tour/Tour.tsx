import { Button, CloseButton, Group, Text, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { useQuery } from 'urql';
import { graphql, type ResultOf } from '../../graphql/graphql.js';
import { Severity } from '../../parts/Marks.js';
import { texts } from '../../texts/index.js';
import classes from './Tour.module.css';
import { endTour } from './tour-shown.js';

const TourQuery = graphql(`
  query Tour {
    clients(first: 20) {
      edges {
        node {
          id
          name
          currentEngagement {
            id
            failureModes {
              mode
              signals {
                rule
                severity
                statement
              }
            }
          }
        }
      }
    }
  }
`);

type Node = ResultOf<typeof TourQuery>['clients']['edges'][number]['node'];
type Engagement = NonNullable<Node['currentEngagement']>;
type Mode = Engagement['failureModes'][number]['mode'];

interface Stop {
  client: string;
  path: string;
  mode: Mode;
  signals: Engagement['failureModes'][number]['signals'];
}

const MODES: readonly Mode[] = ['DROPPED_AI_HALF', 'NO_PLATFORM_CREDIBILITY', 'BAD_INTERFACE'];

/** Three stops: each failure mode on the company that shows it most. It offers itself on the portfolio alone. */
export function Tour(): ReactNode {
  const [{ data }] = useQuery({ query: TourQuery });
  const [at, setAt] = useState<number>();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const stops = data ? stopsAmong(data.clients.edges.map(({ node }) => node)) : [];
  if (stops.length === 0 || (at === undefined && pathname !== '/portfolio')) return null;
  const stop = at === undefined ? undefined : stops[at];
  const words = texts.tour;
  const next = at === undefined ? 0 : at + 1;

  const goTo = (index: number): void => {
    const to = stops[index];
    if (!to) return endTour();
    setAt(index);
    void navigate(to.path);
  };

  return (
    <aside className={classes['tour']} aria-label={words.title}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Title order={2} size="h6">
          {stop ? words.stop(next, stops.length, texts.failureModes[stop.mode]) : words.title}
        </Title>
        <CloseButton size="sm" aria-label={words.end} onClick={endTour} />
      </Group>
      {stop ? (
        <div role="status">
          <Text size="sm">{words.explain(stop.client, words.modes[stop.mode])}</Text>
          <ul className={classes['signals']}>
            {stop.signals.slice(0, 3).map(({ rule, severity, statement }) => (
              <li key={`${rule} ${statement}`}>
                <Severity severity={severity}>{texts.rules[rule]}</Severity> <span>{statement}</span>
              </li>
            ))}
          </ul>
          <Text size="xs" c="dimmed">
            {pathname === stop.path ? words.where : words.elsewhere}
          </Text>
        </div>
      ) : (
        <Text size="sm">{words.what}</Text>
      )}
      <Group gap="xs" mt="sm">
        <Button size="xs" onClick={() => goTo(next)}>
          {next === 0 ? words.begin : next === stops.length ? words.done : words.next}
        </Button>
        {stop && pathname !== stop.path && (
          <Button size="xs" variant="default" onClick={() => void navigate(stop.path)}>
            {words.back}
          </Button>
        )}
      </Group>
    </aside>
  );
}

/** For each failure mode the company with the most signals of it; none twice. */
function stopsAmong(nodes: Node[]): Stop[] {
  const taken = new Set<string>();
  return MODES.flatMap((mode) => {
    const [worst] = nodes
      .flatMap(({ id, name, currentEngagement }) =>
        (currentEngagement?.failureModes ?? [])
          .filter((each) => each.mode === mode && each.signals.length > 0 && !taken.has(id))
          .map(({ signals }) => ({ id, client: name, path: pathOf(currentEngagement), mode, signals })),
      )
      .toSorted((one, other) => other.signals.length - one.signals.length);
    if (worst) taken.add(worst.id);
    return worst ? [worst] : [];
  });
}

const pathOf = (engagement: Engagement | null): string => `/engagements/${encodeURIComponent(engagement?.id ?? '')}`;
