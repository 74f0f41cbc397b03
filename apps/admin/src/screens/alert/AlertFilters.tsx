import { Button, Group, NativeSelect, Select, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type ChangeEvent, type ReactNode, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import { graphql, type VariablesOf } from '../../graphql/graphql.js';
import { options } from '../../parts/Form.js';
import { texts } from '../../texts/index.js';
import type { AlertsQuery } from './AlertsScreen.js';

const FilterClientsQuery = graphql(`
  query AlertFilterClients($search: String) {
    clients(first: 20, search: $search) {
      edges {
        node {
          id
          name
        }
      }
    }
  }
`);

const FilterClientQuery = graphql(`
  query AlertFilterClient($id: ID!) {
    client(id: $id) {
      id
      name
    }
  }
`);

export type Filter = NonNullable<VariablesOf<typeof AlertsQuery>['filter']>;

const NAMES = ['state', 'severity', 'hat', 'rule', 'client', 'engagement'];

/** The filter lives in the address, so that a link shows the same list. */
export function filterOf(search: URLSearchParams): Filter {
  const state = search.get('state') ?? 'OPEN_ONES';
  const known = <Words extends object>(words: Words, name: string): (keyof Words)[] | undefined => {
    const value = search.get(name);
    return value !== null && value in words ? [value as keyof Words] : undefined;
  };
  return {
    clientId: search.get('client'),
    engagementId: search.get('engagement'),
    states: state === 'OPEN_ONES' ? ['OPEN', 'ACKNOWLEDGED'] : known(texts.alerts.states, 'state'),
    severities: known(texts.severities, 'severity'),
    rules: known(texts.rules, 'rule'),
    hat: known(texts.hats, 'hat')?.[0],
  };
}

/** Which alerts are listed: by state, severity, hat, rule and client. */
export function AlertFilters(): ReactNode {
  const [search, setSearch] = useSearchParams();
  const words = texts.alerts;
  const choose = (name: string, value: string | null): void => {
    const next = new URLSearchParams(search);
    if (value === null || value === '') next.delete(name);
    else next.set(name, value);
    setSearch(next, { replace: true });
  };
  const choice = (name: string, fallback = '') => ({
    value: search.get(name) ?? fallback,
    onChange: (event: ChangeEvent<HTMLSelectElement>) => {
      const { value } = event.currentTarget;
      choose(name, value === fallback ? null : value);
    },
  });
  const all = { value: '', label: words.all };
  return (
    <>
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
        <ClientField value={search.get('client')} choose={(id) => choose('client', id)} />
        {NAMES.some((name) => search.has(name)) && (
          <Button variant="subtle" onClick={() => setSearch({}, { replace: true })}>
            {words.clear}
          </Button>
        )}
      </Group>
      {search.has('engagement') && (
        <Text size="sm" mb="md">
          {words.onlyEngagement}
        </Text>
      )}
    </>
  );
}

/** One client out of any number, found by a part of its name. */
function ClientField({ value, choose }: { value: string | null; choose: (id: string | null) => void }): ReactNode {
  const [typed, setTyped] = useState('');
  const [text] = useDebouncedValue(typed, 150);
  const [{ data: chosen }] = useQuery({ query: FilterClientQuery, variables: { id: value ?? '' }, pause: !value });
  // The name that is chosen stands in the field; it is no search.
  const name = value ? (chosen?.client?.name ?? '') : '';
  const [{ data }] = useQuery({ query: FilterClientsQuery, variables: { search: text === name ? null : text } });
  const found = data?.clients.edges.map(({ node }) => ({ value: node.id, label: node.name })) ?? [];
  const known = found.some((each) => each.value === value);
  return (
    <Select
      label={texts.alerts.client}
      placeholder={texts.alerts.all}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': texts.alerts.allClients }}
      nothingFoundMessage={texts.alerts.noClient}
      data={value && !known && name ? [{ value, label: name }, ...found] : found}
      // The API has searched already.
      filter={({ options: given }) => given}
      value={value}
      onChange={choose}
      onSearchChange={setTyped}
    />
  );
}
