import { Stack, Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { showMoment } from '../../format/days.js';
import { Loaded } from '../../graphql/Loaded.js';
import { graphql } from '../../graphql/graphql.js';
import { useAction } from '../../graphql/use-action.js';
import { ConfirmButton } from '../../parts/ConfirmButton.js';
import { EachPage, MorePages, type ShownPage } from '../../parts/MorePages.js';
import { Nothing, Panel } from '../../parts/Page.js';
import { Refusals } from '../../parts/Refusals.js';
import { WideTable } from '../../parts/WideTable.js';
import { texts } from '../../texts/index.js';
import { CreateTokenForm } from './CreateTokenForm.js';

const ApiTokensQuery = graphql(`
  query ApiTokens($after: String) {
    apiTokens(first: 50, after: $after) {
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          id
          name
          role
          client {
            id
            name
          }
          scopes
          prefix
          expiresAt
          lastUsedAt
          revokedAt
        }
      }
    }
  }
`);

const RevokeApiToken = graphql(`
  mutation RevokeApiToken($input: RevokeApiTokenInput!) {
    revokeApiToken(input: $input) {
      apiToken {
        id
        revokedAt
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`);

const context = { additionalTypenames: ['ApiToken'] };

/** Tokens of integrations: what each may do, when it was last used, and its end. */
export function TokensTab(): ReactNode {
  return (
    <Stack>
      <Panel title={texts.settings.tokens}>
        <EachPage>{(page) => <PageOf {...page} />}</EachPage>
      </Panel>
      <CreateTokenForm />
    </Stack>
  );
}

function PageOf({ after, next }: ShownPage): ReactNode {
  const query = useQuery({ query: ApiTokensQuery, variables: { after }, context });
  const revoke = useAction(RevokeApiToken);
  const words = texts.settings;
  return (
    <Loaded query={query} shape="rows">
      {({ apiTokens }) =>
        apiTokens.edges.length === 0 ? (
          <Nothing>{words.tokensNone}</Nothing>
        ) : (
          <>
            <Refusals of={revoke.refusals} />
            <WideTable label={words.tokens} minWidth={760}>
              <Table fz="sm">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th ps={0}>{words.name}</Table.Th>
                    <Table.Th>{words.role}</Table.Th>
                    <Table.Th>{words.client}</Table.Th>
                    <Table.Th>{words.tokenScopes}</Table.Th>
                    <Table.Th>{words.begins}</Table.Th>
                    <Table.Th>{words.used}</Table.Th>
                    <Table.Th>{words.expires}</Table.Th>
                    <Table.Th>{words.state}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {apiTokens.edges.map(({ node }) => (
                    <Table.Tr key={node.id}>
                      <Table.Td ps={0}>{node.name}</Table.Td>
                      <Table.Td>{texts.roles[node.role]}</Table.Td>
                      <Table.Td>{node.client?.name ?? words.anyClient}</Table.Td>
                      <Table.Td>{node.scopes.map((scope) => words.scopes[scope]).join(', ')}</Table.Td>
                      <Table.Td>
                        <code>{node.prefix}</code>
                      </Table.Td>
                      <Table.Td>{node.lastUsedAt ? showMoment(node.lastUsedAt) : words.never}</Table.Td>
                      <Table.Td>{node.expiresAt ? showMoment(node.expiresAt) : words.noExpiry}</Table.Td>
                      <Table.Td>
                        {node.revokedAt ? (
                          words.revoked
                        ) : (
                          <ConfirmButton
                            size="xs"
                            aria-label={words.revokeToken(node.name)}
                            question={words.revokeQuestion(node.name)}
                            onConfirm={() => void revoke.run({ apiTokenId: node.id })}
                          >
                            {words.revoke}
                          </ConfirmButton>
                        )}
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </WideTable>
            {next && <MorePages pageInfo={apiTokens.pageInfo} next={next} />}
          </>
        )
      }
    </Loaded>
  );
}
