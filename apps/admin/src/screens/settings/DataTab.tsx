import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { useViewer } from '../../app/session.js';
import { Loaded } from '../../graphql/Loaded.js';
import { graphql } from '../../graphql/graphql.js';
import { EraseClientForm } from './EraseClientForm.js';
import { EraseWorkspaceForm } from './EraseWorkspaceForm.js';
import { ExportsPanel } from './ExportsPanel.js';

const DataClientsQuery = graphql(`
  query DataClients {
    clients(first: 100) {
      edges {
        node {
          id
          name
        }
      }
    }
  }
`);

const context = { additionalTypenames: ['Client'] };

/** Everything that is kept, to take along and to erase: of a client, and for owners of the whole workspace. */
export function DataTab(): ReactNode {
  const query = useQuery({ query: DataClientsQuery, context });
  const { role } = useViewer();
  return (
    <Loaded query={query}>
      {({ clients }) => {
        const options = clients.edges.map(({ node }) => ({ value: node.id, label: node.name }));
        return (
          <Stack>
            <ExportsPanel clients={options} />
            <EraseClientForm clients={options} />
            {role === 'OWNER' && <EraseWorkspaceForm />}
          </Stack>
        );
      }}
    </Loaded>
  );
}
