import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../graphql/graphql.js';
import { texts } from '../texts/index.js';

const FoundClientsQuery = graphql(`
  query FoundClients($search: String) {
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

const ChosenClientQuery = graphql(`
  query ChosenClient($id: ID!) {
    client(id: $id) {
      id
      name
    }
  }
`);

export interface ChosenClient {
  id: string;
  name: string;
}

interface ClientSelectProps {
  label: string;
  /** What is meant where none is chosen. */
  placeholder: string;
  /** The id of the one that is chosen. */
  value: string | null;
  onChoose: (client: ChosenClient | null) => void;
  error?: string | undefined;
}

const context = { additionalTypenames: ['Client'] };

/** One client out of any number, found by a part of its name. */
export function ClientSelect({ label, placeholder, value, onChoose, error }: ClientSelectProps): ReactNode {
  const [typed, setTyped] = useState('');
  const [text] = useDebouncedValue(typed, 150);
  const [{ data: chosen }] = useQuery({ query: ChosenClientQuery, variables: { id: value ?? '' }, pause: !value });
  // The name that is chosen stands in the field; it is no search.
  const name = value ? (chosen?.client?.name ?? '') : '';
  const [{ data }] = useQuery({
    query: FoundClientsQuery,
    variables: { search: text === name ? null : text },
    context,
  });
  const found = data?.clients.edges.map(({ node }) => ({ value: node.id, label: node.name })) ?? [];
  const known = found.some((each) => each.value === value);
  return (
    <Select
      label={label}
      placeholder={placeholder}
      maw={360}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': placeholder }}
      nothingFoundMessage={texts.alerts.noClient}
      data={value && !known && name ? [{ value, label: name }, ...found] : found}
      // The API has searched already.
      filter={({ options: given }) => given}
      value={value}
      onChange={(id, option) => onChoose(id === null || option === null ? null : { id, name: option.label })}
      onSearchChange={setTyped}
      error={error}
    />
  );
}
