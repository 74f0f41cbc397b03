import { SimpleGrid, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../../graphql/graphql.js';
import { Loaded } from '../../graphql/Loaded.js';
import { Page, Panel } from '../../parts/Page.js';
import { texts } from '../../texts/index.js';
import { PasswordPanel } from './PasswordPanel.js';
import { PlacesFragment, PlacesPanel } from './PlacesPanel.js';
import { SecondFactorPanel } from './SecondFactorPanel.js';
import { SessionsFragment, SessionsPanel } from './SessionsPanel.js';

const AccountQuery = graphql(
  `
    query Account {
      viewer {
        id
        security {
          hasPassword
          twoFactorEnabled
          mayChange
        }
        ...Places
        ...Sessions
      }
    }
  `,
  [PlacesFragment, SessionsFragment],
);

/** A person's own security: password, second factor, sessions, and the places between which they choose. */
export default function AccountScreen(): ReactNode {
  const query = useQuery({ query: AccountQuery });
  const [, again] = query;
  const words = texts.account;
  return (
    <Page title={words.title}>
      <Loaded query={query}>
        {({ viewer }) => (
          <Stack>
            <PlacesPanel viewer={viewer} />
            {viewer.security?.mayChange === true ? (
              <SimpleGrid cols={{ base: 1, md: 2 }}>
                {viewer.security.hasPassword ? (
                  <>
                    <PasswordPanel onDone={() => again({ requestPolicy: 'network-only' })} />
                    <SecondFactorPanel
                      enabled={viewer.security.twoFactorEnabled}
                      onDone={() => again({ requestPolicy: 'network-only' })}
                    />
                  </>
                ) : (
                  <Panel title={words.password.title}>
                    <Text size="sm">{words.password.none}</Text>
                  </Panel>
                )}
              </SimpleGrid>
            ) : (
              <Text size="sm">{words.bound}</Text>
            )}
            <SessionsPanel viewer={viewer} />
          </Stack>
        )}
      </Loaded>
    </Page>
  );
}
