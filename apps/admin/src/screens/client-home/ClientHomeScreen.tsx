import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { showDay } from '../../format/days.js';
import { Loaded } from '../../graphql/Loaded.js';
import { Page } from '../../parts/Page.js';
import { Empty } from '../../parts/States.js';
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
    <Loaded query={query} shape="cards">
      {({ viewer: { client } }) => {
        const engagement = client?.currentEngagement;
        if (!client || !engagement) {
          return <Empty {...texts.clientHome.none} />;
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
                <Link to={`/engagements/${encodeURIComponent(engagement.id)}/terms`}>{texts.terms.open}</Link>
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
