import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { NotFound } from '../../app/Lost.js';
import { Loaded } from '../../graphql/Loaded.js';
import { graphql, type ResultOf } from '../../graphql/graphql.js';
import { Page } from '../../parts/Page.js';
import { ClosedDesk } from './ClosedDesk.js';
import { Desk } from './Desk.js';
import { DeliverableFacts, DeliverableFactsFragment } from './DeliverableFacts.js';
import { StateNote } from './StateNote.js';
import { AssessmentFragment } from './use-draft-assessment.js';

const DeliverableDeskQuery = graphql(
  `
    query DeliverableDesk($id: ID!) {
      deliverable(id: $id) {
        id
        title
        state
        stateNote
        dueOn
        pendingDueOn
        ...DeliverableFacts
        template {
          key
          markdown
        }
        dueDateMoves {
          from
          to
          reason
          movedBy {
            name
          }
          movedAt
          acknowledgedBy {
            name
          }
          withdrawnAt
        }
        draft {
          baseRevision
          markdown
          keptAt
          evidence {
            section
            kind
            url
            statement
            file {
              id
              name
              url
            }
          }
        }
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
            kind
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

export type DeskDeliverable = NonNullable<ResultOf<typeof DeliverableDeskQuery>['deliverable']>;

export function DeliverableDesk({ deliverableId }: { deliverableId: string }): ReactNode {
  const query = useQuery({ query: DeliverableDeskQuery, variables: { id: deliverableId } });
  return (
    <Loaded query={query}>
      {({ deliverable }) =>
        deliverable ? (
          <Page
            title={deliverable.title}
            over={
              <Link to={`/engagements/${encodeURIComponent(deliverable.engagement.id)}`}>
                {deliverable.engagement.client.name}
              </Link>
            }
            facts={<DeliverableFacts deliverable={deliverable} />}
          >
            <StateNote deliverable={deliverable} />
            {deliverable.state === 'ACCEPTED' || deliverable.state === 'WAIVED' ? (
              <ClosedDesk deliverable={deliverable} />
            ) : (
              <Desk deliverable={deliverable} readAgain={() => query[1]({ requestPolicy: 'network-only' })} />
            )}
          </Page>
        ) : (
          <NotFound />
        )
      }
    </Loaded>
  );
}
