import { EmptyState, Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { showDay } from '../../format/days.js';
import { Loaded } from '../../graphql/Loaded.js';
import { NoteIcon } from '../../parts/icons.js';
import { Page } from '../../parts/Page.js';
import { texts } from '../../texts/index.js';
import { CalendarPanel } from './CalendarPanel.js';
import { ClientHomeQuery } from './client-home-query.js';
import classes from './ClientHome.module.css';
import { HatStatus } from './HatStatus.js';
import { WaitingPanel } from './WaitingPanel.js';

/** Where do we stand? One page for the people of a client. */
export default function ClientHomeScreen(): ReactNode {
  const query = useQuery({ query: ClientHomeQuery });
  return (
    <Loaded query={query} waiting={<ClientHomeWaiting />}>
      {({ viewer: { client } }) => {
        const engagement = client?.currentEngagement;
        if (!client || !engagement) {
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
            title={client.name}
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
            <div className={classes['grid']} data-hats={engagement.hats.length}>
              <div className={classes['aside']}>
                <WaitingPanel engagement={engagement} />
                <CalendarPanel engagement={engagement} />
              </div>
              {engagement.hats.map((hat) => (
                <HatStatus key={hat.hat} assignment={hat} />
              ))}
            </div>
          </Page>
        );
      }}
    </Loaded>
  );
}

/** The panels in their places before what stands in them is there. */
function ClientHomeWaiting(): ReactNode {
  return (
    <div role="status" aria-label={texts.loading}>
      <Skeleton height={28} width={240} mb={40} />
      <div className={classes['grid']} data-hats={2} aria-hidden="true">
        {['waiting', 'CTO', 'CAIO'].map((panel) => (
          <Skeleton key={panel} height={360} radius={8} />
        ))}
      </div>
    </div>
  );
}
