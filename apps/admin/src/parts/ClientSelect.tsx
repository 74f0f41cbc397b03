import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../graphql/graphql.js';
import { texts } from '../texts/index.js';
import { type ChoiceProps, FoundSelect, useFinding } from './FoundSelect.js';

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

interface ClientSelectProps extends ChoiceProps {
  /** The id of the one that is chosen. */
  value: string | null;
}

const context = { additionalTypenames: ['Client'] };

/** One client out of any number, found by a part of its name. */
export function ClientSelect({ value, ...props }: ClientSelectProps): ReactNode {
  const [{ data: named }] = useQuery({ query: ChosenClientQuery, variables: { id: value ?? '' }, pause: !value });
  const name = named?.client?.id === value ? named.client.name : '';
  const chosen = value === null ? null : { id: value, name };
  const finding = useFinding(chosen);
  const query = useQuery({ query: FoundClientsQuery, ...finding.asked, context });
  const found = query[0].data?.clients.edges.map(({ node }) => node);
  return (
    <FoundSelect
      {...props}
      chosen={chosen}
      finding={finding}
      query={query}
      found={found}
      nothing={texts.alerts.noClient}
    />
  );
}
