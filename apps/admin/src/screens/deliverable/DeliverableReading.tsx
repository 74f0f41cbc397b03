import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { NotFound } from '../../app/Lost.js';
import { useViewer } from '../../app/session.js';
import { showMoment } from '../../format/days.js';
import { Loaded } from '../../graphql/Loaded.js';
import { graphql, readFragment, type ResultOf } from '../../graphql/graphql.js';
import { Nothing, Page, Panel } from '../../parts/Page.js';
import { Prose } from '../../parts/Prose.js';
import { texts } from '../../texts/index.js';
import { AcknowledgeMoveButton } from './AcknowledgeMoveButton.js';
import { DeliverableFacts, DeliverableFactsFragment } from './DeliverableFacts.js';
import { DepthPanel } from './DepthPanel.js';
import { SponsorAnswer } from './SponsorAnswer.js';
import { StateNote } from './StateNote.js';
import { WaiveForm } from './WaiveForm.js';
import { AssessmentFragment } from './use-draft-assessment.js';
import classes from './Reading.module.css';

const DeliverableReadingQuery = graphql(
  `
    query DeliverableReading($id: ID!) {
      deliverable(id: $id) {
        id
        title
        state
        stateNote
        pendingDueOn
        ...DeliverableFacts
        engagement {
          id
          client {
            id
            name
          }
        }
        latestRevision {
          id
          number
          markdown
          savedAt
          savedBy {
            name
          }
          evidence {
            id
            section
            url
            statement
            file {
              id
              name
              url
            }
          }
          assessment {
            ...AssessmentDetail
          }
        }
      }
    }
  `,
  [DeliverableFactsFragment, AssessmentFragment],
);

type Read = NonNullable<ResultOf<typeof DeliverableReadingQuery>['deliverable']>;

/** What a client contact reads, and, for a sponsor, how to answer. */
export function DeliverableReading({ deliverableId }: { deliverableId: string }): ReactNode {
  const query = useQuery({ query: DeliverableReadingQuery, variables: { id: deliverableId } });
  return (
    <Loaded query={query}>
      {({ deliverable }) => (deliverable ? <Reading deliverable={deliverable} /> : <NotFound />)}
    </Loaded>
  );
}

function Reading({ deliverable }: { deliverable: Read }): ReactNode {
  const sponsor = useViewer().role === 'SPONSOR';
  const { latestRevision, pendingDueOn } = deliverable;
  const words = texts.deliverable;
  return (
    <Page
      title={deliverable.title}
      over={<Link to="/home">{deliverable.engagement.client.name}</Link>}
      facts={<DeliverableFacts deliverable={deliverable} />}
      actions={sponsor && pendingDueOn && <AcknowledgeMoveButton deliverableId={deliverable.id} to={pendingDueOn} />}
    >
      <StateNote deliverable={deliverable} />
      <div className={classes['columns']}>
        <Panel
          title={words.read}
          aside={
            latestRevision && (
              <Text size="xs" c="dimmed">
                {texts.engagement.answeredBy(latestRevision.savedBy.name, showMoment(latestRevision.savedAt))}
              </Text>
            )
          }
        >
          {latestRevision ? <Prose markdown={latestRevision.markdown} /> : <Nothing>{words.notYetWritten}</Nothing>}
        </Panel>
        <Stack miw={0}>
          {sponsor && deliverable.state === 'SUBMITTED' && <SponsorAnswer deliverableId={deliverable.id} />}
          {sponsor && deliverable.state !== 'ACCEPTED' && deliverable.state !== 'WAIVED' && (
            <WaiveForm deliverableId={deliverable.id} />
          )}
          {latestRevision && (
            <DepthPanel assessment={readFragment(AssessmentFragment, latestRevision.assessment)} assessing={false} />
          )}
          {latestRevision && latestRevision.evidence.length > 0 && (
            <Panel title={words.evidence}>
              <Stack gap="xs" fz="sm">
                {latestRevision.evidence.map((evidence) => (
                  <div key={evidence.id} style={{ overflowWrap: 'anywhere' }}>
                    {evidence.url || evidence.file ? (
                      <a href={evidence.url ?? evidence.file?.url} target="_blank" rel="noreferrer noopener">
                        {evidence.url ?? evidence.file?.name}
                      </a>
                    ) : (
                      evidence.statement
                    )}
                    <Text size="xs" c="dimmed">
                      {evidence.section}
                    </Text>
                  </div>
                ))}
              </Stack>
            </Panel>
          )}
        </Stack>
      </div>
    </Page>
  );
}
