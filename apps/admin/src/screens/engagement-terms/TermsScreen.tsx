import { SimpleGrid, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { useQuery } from 'urql';
import { NotFound } from '../../app/Lost.js';
import { isContact, useViewer } from '../../app/session.js';
import { showDay } from '../../format/days.js';
import { Loaded } from '../../graphql/Loaded.js';
import { graphql, type ResultOf } from '../../graphql/graphql.js';
import { Page } from '../../parts/Page.js';
import { isOver } from '../../parts/is-over.js';
import { texts } from '../../texts/index.js';
import { AddDeliverablePanel, AddDeliverableFragment } from './AddDeliverablePanel.js';
import { CoursePanel, CourseFragment } from './CoursePanel.js';
import { HatTermsFragment, HatTermsPanel } from './HatTermsPanel.js';
import { HistoryPanel } from './HistoryPanel.js';
import { PackPanel } from './PackPanel.js';
import { RiskOwnerFragment, RiskOwnerPanel } from './RiskOwnerPanel.js';

const TermsQuery = graphql(
  `
    query EngagementTerms($id: ID!) {
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
        hats {
          hat
          ...HatTerms
        }
        ...Course
        ...AddDeliverable
        ...RiskOwner
      }
    }
  `,
  [CourseFragment, HatTermsFragment, AddDeliverableFragment, RiskOwnerFragment],
);

const context = { additionalTypenames: ['HatAssignment', 'Member', 'Pause', 'Quarter'] };

/** What was agreed for an engagement and how it runs: its course, who wears which hat and what each may spend. */
export default function TermsScreen(): ReactNode {
  const { engagementId = '' } = useParams();
  const query = useQuery({ query: TermsQuery, variables: { id: engagementId }, context });
  return (
    <Loaded query={query} shape="cards">
      {({ engagement }) => (engagement ? <Terms engagement={engagement} /> : <NotFound />)}
    </Loaded>
  );
}

function Terms({ engagement }: { engagement: NonNullable<ResultOf<typeof TermsQuery>['engagement']> }): ReactNode {
  const viewer = useViewer();
  const contact = isContact(viewer);
  const { id, client, shape, state, startsOn, endsOn, hats } = engagement;
  const over = isOver(state);
  const riskOwner = <RiskOwnerPanel engagement={engagement} mayName={!over && viewer.role !== 'VIEWER'} />;
  const pack = viewer.role !== 'VIEWER' && <PackPanel engagementId={id} />;
  return (
    <Page
      title={texts.terms.title}
      over={<Link to={contact ? '/home' : `/engagements/${encodeURIComponent(id)}`}>{client.name}</Link>}
      facts={
        <>
          <span>{texts.shapes[shape]}</span>
          <strong>{texts.engagementStates[state]}</strong>
          <span>{texts.engagement.period(showDay(startsOn), showDay(endsOn))}</span>
        </>
      }
    >
      <Stack>
        <CoursePanel engagement={engagement} />
        <SimpleGrid cols={{ base: 1, md: hats.length > 1 ? 2 : 1 }} style={{ alignItems: 'start' }}>
          {hats.map((assignment) => (
            <HatTermsPanel
              key={assignment.hat}
              engagementId={id}
              assignment={assignment}
              state={state}
              together={shape === 'CTO_AND_CAIO'}
            />
          ))}
        </SimpleGrid>
        <SimpleGrid cols={{ base: 1, md: 2 }} style={{ alignItems: 'start' }}>
          {!contact && !over ? (
            <>
              <AddDeliverablePanel engagement={engagement} />
              <Stack>
                {riskOwner}
                {pack}
              </Stack>
            </>
          ) : (
            <>
              {riskOwner}
              {pack}
            </>
          )}
        </SimpleGrid>
        {!contact && <HistoryPanel engagementId={id} />}
      </Stack>
    </Page>
  );
}
