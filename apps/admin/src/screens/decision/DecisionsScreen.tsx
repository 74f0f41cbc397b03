import { Button, Collapse, Group, NativeSelect, Stack, Switch, TextInput } from '@mantine/core';
import { useDebouncedValue, useDisclosure, useHotkeys } from '@mantine/hooks';
import { type ReactNode, useEffect, useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { useQuery, type UseQueryResponse } from 'urql';
import { NotFound } from '../../app/Lost.js';
import { isContact, useViewer } from '../../app/session.js';
import { showArea } from '../../format/figures.js';
import { Loaded } from '../../graphql/Loaded.js';
import { graphql, type ResultOf, type VariablesOf } from '../../graphql/graphql.js';
import { options } from '../../parts/Form.js';
import { MorePages, useFurtherPages } from '../../parts/MorePages.js';
import { Page, Panel } from '../../parts/Page.js';
import { Empty } from '../../parts/States.js';
import { orNothing } from '../../parts/use-fields.js';
import { isOver } from '../../parts/is-over.js';
import { texts } from '../../texts/index.js';
import { DecisionCard, DecisionFragment } from './DecisionCard.js';
import { DecisionForm } from './DecisionForm.js';
import { WhichHatFragment, WhichHatPanel } from './WhichHatPanel.js';

const DecisionsQuery = graphql(
  `
    query DecisionLog($id: ID!, $after: String, $filter: DecisionFilter) {
      engagement(id: $id) {
        id
        state
        ...WhichHatAreas
        client {
          id
          name
        }
        hats {
          hat
          perDecisionLimit {
            currency
          }
        }
        charter {
          id
          rights {
            area
          }
        }
        decisions(first: 25, after: $after, filter: $filter) {
          totalCount
          pageInfo {
            hasNextPage
            endCursor
          }
          edges {
            node {
              id
              ...DecisionDetail
            }
          }
        }
      }
    }
  `,
  [DecisionFragment, WhichHatFragment],
);

type Data = ResultOf<typeof DecisionsQuery>;
type Log = NonNullable<Data['engagement']>;
type Filter = NonNullable<VariablesOf<typeof DecisionsQuery>['filter']>;

const context = { additionalTypenames: ['Decision', 'Engagement'] };
const worn = { CTO: texts.hats.CTO, CAIO: texts.hats.CAIO, JOINT: texts.holders.JOINT };

/** The filter lives in the address, so that a link shows the same list. */
function filterOf(search: URLSearchParams): Filter {
  const hat = search.get('hat');
  return {
    search: search.get('find'),
    area: search.get('area'),
    hatWorn: hat !== null && hat in worn ? (hat as keyof typeof worn) : null,
    inForceOnly: search.has('inForce') ? true : null,
  };
}

function useLog(id: string, filter: Filter, after: string | null): UseQueryResponse<Data> {
  return useQuery({ query: DecisionsQuery, variables: { id, after, filter }, context });
}

/** The decision log of an engagement: found again, and written in a minute. */
export default function DecisionsScreen(): ReactNode {
  const { engagementId = '' } = useParams();
  const [search] = useSearchParams();
  const filter = filterOf(search);
  const query = useLog(engagementId, filter, null);
  return (
    <Loaded query={query}>
      {({ engagement }) =>
        engagement ? <Shown engagement={engagement} filter={filter} key={engagement.id} /> : <NotFound />
      }
    </Loaded>
  );
}

function Shown({ engagement, filter }: { engagement: Log; filter: Filter }): ReactNode {
  const contact = isContact(useViewer());
  const writes = !contact && !isOver(engagement.state);
  const [opened, { toggle, open }] = useDisclosure(false);
  useHotkeys([['n', () => writes && open()]]);
  const words = texts.decisions;
  const { client, hats, charter, decisions } = engagement;
  const areas = charter?.rights.map(({ area }) => area) ?? [];
  return (
    <Page
      title={words.title}
      over={<Link to={contact ? '/home' : `/engagements/${encodeURIComponent(engagement.id)}`}>{client.name}</Link>}
      facts={words.count(decisions.totalCount)}
      actions={
        writes && (
          <Button onClick={toggle} aria-expanded={opened} aria-keyshortcuts="n">
            {words.open}
          </Button>
        )
      }
    >
      <Stack>
        {writes && (
          <Collapse expanded={opened} keepMounted={false}>
            <Panel title={words.open}>
              <DecisionForm
                engagementId={engagement.id}
                areas={areas}
                hats={hats.map(({ hat }) => hat)}
                currency={hats[0]?.perDecisionLimit?.currency ?? 'EUR'}
              />
            </Panel>
          </Collapse>
        )}
        {!contact && !opened && <WhichHatPanel engagement={engagement} />}
        <Filters areas={areas} />
        <List key={JSON.stringify(filter)} engagement={engagement} filter={filter} />
      </Stack>
    </Page>
  );
}

function Filters({ areas }: { areas: string[] }): ReactNode {
  const [search, setSearch] = useSearchParams();
  const [find, setFind] = useState(search.get('find') ?? '');
  const [settled] = useDebouncedValue(find, 250);
  const words = texts.decisions;
  const set = (name: string, value: string | undefined): void =>
    setSearch(
      (before) => {
        if (value === undefined) before.delete(name);
        else before.set(name, value);
        return before;
      },
      { replace: true, preventScrollReset: true },
    );
  useEffect(() => {
    if ((orNothing(settled) ?? null) !== search.get('find')) set('find', orNothing(settled));
    // Only what was typed is followed: the address changes by itself where a filter is chosen.
  }, [settled]);
  const any = { value: '', label: words.any };
  return (
    <Group gap="sm" align="flex-end" role="search">
      <TextInput
        type="search"
        label={words.find}
        value={find}
        onChange={(event) => setFind(event.currentTarget.value)}
        w={{ base: '100%', xs: 260 }}
      />
      <NativeSelect
        label={words.area}
        data={[any, ...areas.map((area) => ({ value: area, label: showArea(area) }))]}
        value={search.get('area') ?? ''}
        onChange={(event) => set('area', orNothing(event.currentTarget.value))}
        maw={260}
      />
      <NativeSelect
        label={words.hatWorn}
        data={[any, ...options(worn)]}
        value={search.get('hat') ?? ''}
        onChange={(event) => set('hat', orNothing(event.currentTarget.value))}
      />
      <Switch
        label={words.inForceOnly}
        checked={search.has('inForce')}
        onChange={(event) => set('inForce', event.currentTarget.checked ? '' : undefined)}
        pb={8}
      />
    </Group>
  );
}

function List({ engagement, filter }: { engagement: Log; filter: Filter }): ReactNode {
  const { cursors, next } = useFurtherPages();
  const { decisions, id } = engagement;
  const filtered = Object.values(filter).some((value) => value !== null);
  if (decisions.edges.length === 0) return <Empty {...(filtered ? texts.decisions.noMatch : texts.decisions.none)} />;
  return (
    <Stack gap="sm">
      <Cards decisions={decisions} />
      {cursors.length === 0 && <MorePages pageInfo={decisions.pageInfo} next={next} />}
      {cursors.map((after) => (
        <Further key={after} id={id} filter={filter} after={after} last={after === cursors.at(-1)} next={next} />
      ))}
    </Stack>
  );
}

interface FurtherProps {
  id: string;
  filter: Filter;
  after: string;
  last: boolean;
  next: (after: string) => void;
}

function Further({ id, filter, after, last, next }: FurtherProps): ReactNode {
  return (
    <Loaded query={useLog(id, filter, after)} shape="cards">
      {({ engagement }) =>
        engagement && (
          <>
            <Cards decisions={engagement.decisions} />
            {last && <MorePages pageInfo={engagement.decisions.pageInfo} next={next} />}
          </>
        )
      }
    </Loaded>
  );
}

function Cards({ decisions }: { decisions: Log['decisions'] }): ReactNode {
  return decisions.edges.map(({ node }) => <DecisionCard key={node.id} decision={node} />);
}
