import { EmptyState, SimpleGrid, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { useViewer } from '../../app/session.js';
import { showDay } from '../../format/days.js';
import { Loaded } from '../../graphql/Loaded.js';
import { graphql } from '../../graphql/graphql.js';
import { NoteIcon } from '../../parts/icons.js';
import { Page } from '../../parts/Page.js';
import { texts } from '../../texts/index.js';
import { HatStatus, HatStatusFragment } from './HatStatus.js';
import { WaitingPanel, WaitingFragment } from './WaitingPanel.js';

const ClientHomeQuery = graphql(
  `
    query ClientHome($id: ID!) {
      client(id: $id) {
        id
        name
        currentEngagement {
          id
          shape
          state
          startsOn
          endsOn
          aiRiskOwner {
            name
          }
          hats {
            hat
            ...HatStatus
          }
          ...Waiting
        }
      }
    }
  `,
  [HatStatusFragment, WaitingFragment],
);

/** Where do we stand? One page for the people of a client. */
export default function ClientHomeScreen(): ReactNode {
  const { client } = useViewer();
  const query = useQuery({ query: ClientHomeQuery, variables: { id: client?.id ?? '' }, pause: !client });
  return (
    <Loaded query={query}>
      {(data) => {
        const engagement = data.client?.currentEngagement;
        if (!data.client || !engagement) {
          return (
            <EmptyState
              py="xl"
              icon={<NoteIcon />}
              title={texts.clientHome.none.title}
              description={texts.clientHome.none.message}
            />
          );
        }
        return (
          <Page
            title={data.client.name}
            facts={
              <>
                <span>{texts.shapes[engagement.shape]}</span>
                <strong>{texts.engagementStates[engagement.state]}</strong>
                <span>{texts.engagement.period(showDay(engagement.startsOn), showDay(engagement.endsOn))}</span>
                {engagement.aiRiskOwner && <span>{texts.engagement.aiRiskOwner(engagement.aiRiskOwner.name)}</span>}
                <Link to={`/engagements/${encodeURIComponent(engagement.id)}/charter`}>
                  {texts.clientHome.readCharter}
                </Link>
              </>
            }
          >
            <Stack>
              <WaitingPanel engagement={engagement} />
              <SimpleGrid cols={{ base: 1, md: engagement.hats.length > 1 ? 2 : 1 }}>
                {engagement.hats.map((hat) => (
                  <HatStatus key={hat.hat} assignment={hat} />
                ))}
              </SimpleGrid>
            </Stack>
          </Page>
        );
      }}
    </Loaded>
  );
}
