import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { Loaded } from '../../graphql/Loaded.js';
import { graphql } from '../../graphql/graphql.js';
import { EachPage, MorePages, type ShownPage } from '../../parts/MorePages.js';
import { Nothing, Panel } from '../../parts/Page.js';
import { WideTable } from '../../parts/WideTable.js';
import { texts } from '../../texts/index.js';

const ClientContactsQuery = graphql(`
  query AllClientContacts($after: String) {
    clients(first: 50, after: $after) {
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          id
          name
          contacts {
            id
            name
            email
            role
          }
        }
      }
    }
  }
`);

/** Everybody of a client who can sign in. They are invited on their client's page. */
export function ContactsTab(): ReactNode {
  return (
    <Panel title={texts.settings.contacts}>
      <EachPage>{(page) => <PageOf {...page} />}</EachPage>
    </Panel>
  );
}

function PageOf({ after, next }: ShownPage): ReactNode {
  const query = useQuery({ query: ClientContactsQuery, variables: { after } });
  const words = texts.settings;
  return (
    <Loaded query={query} shape="rows">
      {({ clients }) => {
        const rows = clients.edges.flatMap(({ node: client }) =>
          client.contacts.map((contact) => ({ client, contact })),
        );
        return (
          <>
            {rows.length > 0 && (
              <WideTable label={words.contacts} minWidth={480}>
                <Table fz="sm">
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th ps={0}>{words.client}</Table.Th>
                      <Table.Th>{words.name}</Table.Th>
                      <Table.Th>{words.email}</Table.Th>
                      <Table.Th>{words.role}</Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {rows.map(({ client, contact }) => (
                      <Table.Tr key={contact.id}>
                        <Table.Td ps={0}>
                          <Link to={`/clients/${encodeURIComponent(client.id)}`}>{client.name}</Link>
                        </Table.Td>
                        <Table.Td>{contact.name}</Table.Td>
                        <Table.Td>{contact.email}</Table.Td>
                        <Table.Td>{texts.roles[contact.role]}</Table.Td>
                      </Table.Tr>
                    ))}
                  </Table.Tbody>
                </Table>
              </WideTable>
            )}
            {rows.length === 0 && after === null && !clients.pageInfo.hasNextPage && (
              <Nothing>{words.noContacts}</Nothing>
            )}
            {next && <MorePages pageInfo={clients.pageInfo} next={next} />}
          </>
        );
      }}
    </Loaded>
  );
}
