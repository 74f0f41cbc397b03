import { Button, SimpleGrid, Stack } from '@mantine/core';
import { type ReactNode, useCallback } from 'react';
import { Link, useParams } from 'react-router';
import { useQuery } from 'urql';
import { useAlertsRaised } from '../../app/alerts-raised.js';
import { NotFound } from '../../app/Lost.js';
import { showDay } from '../../format/days.js';
import { Loaded } from '../../graphql/Loaded.js';
import { graphql, type ResultOf } from '../../graphql/graphql.js';
import { Page } from '../../parts/Page.js';
import { texts } from '../../texts/index.js';
import { DecisionsFragment, DecisionsPanel } from './DecisionsPanel.js';
import { DepthPanel, DepthPanelFragment } from './DepthPanel.js';
import { FailureModesFragment, FailureModesPanel } from './FailureModesPanel.js';
import { HatPanelFragment, HatPanel } from './HatPanel.js';
import { OpenAlertsFragment, OpenAlertsPanel } from './OpenAlertsPanel.js';
import { ReadinessFragment, ReadinessPanel } from './ReadinessPanel.js';
import { StandingAnswersFragment, StandingAnswersPanel } from './StandingAnswersPanel.js';
import { TimelineFragment, TimelinePanel } from './TimelinePanel.js';
import { WhichHatFragment, WhichHatPanel } from '../decision/WhichHatPanel.js';

const EngagementQuery = graphql(
  `
    query Engagement($id: ID!) {
      engagement(id: $id) {
        id
        shape
        state
        startsOn
        endsOn
        client {
          id
          name
        }
        aiRiskOwner {
          name
        }
        hats {
          hat
          ...HatPanel
        }
        ...Readiness
        ...Timeline
        ...DepthPanel
        ...FailureModes
        ...StandingAnswers
        ...WhichHatAreas
        ...Decisions
      }
      driftAlerts(first: 5, filter: { engagementId: $id, states: [OPEN, ACKNOWLEDGED] }, order: WORST) {
        ...OpenAlerts
      }
    }
  `,
  [
    HatPanelFragment,
    ReadinessFragment,
    TimelineFragment,
    DepthPanelFragment,
    FailureModesFragment,
    StandingAnswersFragment,
    WhichHatFragment,
    DecisionsFragment,
    OpenAlertsFragment,
  ],
);

const context = { additionalTypenames: ['Charter', 'Decision', 'DriftAlert', 'Deliverable', 'Member'] };

/** One engagement: before the start what is missing, afterwards the 90 days and what drifts. */
export default function EngagementScreen(): ReactNode {
  const { engagementId = '' } = useParams();
  const query = useQuery({ query: EngagementQuery, variables: { id: engagementId }, context });
  const [, again] = query;
  useAlertsRaised(
    useCallback(
      (raised) => {
        if (!raised || raised.driftAlertRaised.engagement.id === engagementId) again({ requestPolicy: 'network-only' });
      },
      [again, engagementId],
    ),
  );
  return (
    <Loaded query={query}>
      {(data) => (data.engagement ? <Engagement {...data} engagement={data.engagement} /> : <NotFound />)}
    </Loaded>
  );
}

type Data = ResultOf<typeof EngagementQuery>;

interface EngagementProps {
  engagement: NonNullable<Data['engagement']>;
  driftAlerts: Data['driftAlerts'];
}

function Engagement({ engagement, driftAlerts }: EngagementProps): ReactNode {
  const words = texts.engagement;
  const drafted = engagement.state === 'DRAFT';
  return (
    <Page
      title={engagement.client.name}
      over={<Link to={`/clients/${encodeURIComponent(engagement.client.id)}`}>{texts.engagement.toClient}</Link>}
      facts={
        <>
          <span>{texts.shapes[engagement.shape]}</span>
          <strong>{texts.engagementStates[engagement.state]}</strong>
          <span>{words.period(showDay(engagement.startsOn), showDay(engagement.endsOn))}</span>
          {engagement.aiRiskOwner && <span>{words.aiRiskOwner(engagement.aiRiskOwner.name)}</span>}
        </>
      }
      actions={
        <>
          <Button component={Link} variant="default" to={`/engagements/${encodeURIComponent(engagement.id)}/charter`}>
            {words.charter}
          </Button>
          <Button component={Link} variant="default" to={`/engagements/${encodeURIComponent(engagement.id)}/terms`}>
            {texts.terms.open}
          </Button>
        </>
      }
    >
      <Stack>
        {drafted && <ReadinessPanel engagement={engagement} />}
        <TimelinePanel engagement={engagement} />
        {!drafted && (
          <SimpleGrid cols={{ base: 1, md: 2 }} style={{ alignItems: 'start' }}>
            <Stack>
              <FailureModesPanel engagement={engagement} />
              <DepthPanel engagement={engagement} />
            </Stack>
            <OpenAlertsPanel alerts={driftAlerts} engagementId={engagement.id} />
          </SimpleGrid>
        )}
        <SimpleGrid cols={{ base: 1, md: engagement.hats.length > 1 ? 2 : 1 }}>
          {engagement.hats.map((assignment) => (
            <HatPanel key={assignment.hat} assignment={assignment} />
          ))}
        </SimpleGrid>
        <SimpleGrid cols={{ base: 1, md: 2 }} style={{ alignItems: 'start' }}>
          <Stack>
            <WhichHatPanel engagement={engagement} />
            <DecisionsPanel engagement={engagement} />
          </Stack>
          <StandingAnswersPanel engagement={engagement} />
        </SimpleGrid>
      </Stack>
    </Page>
  );
}
