import { Group, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { isContact, useViewer } from '../../app/session.js';
import { showDay } from '../../format/days.js';
import { Loaded } from '../../graphql/Loaded.js';
import { graphql } from '../../graphql/graphql.js';
import { EachPage, MorePages, type ShownPage } from '../../parts/MorePages.js';
import { Page } from '../../parts/Page.js';
import { Empty } from '../../parts/States.js';
import { texts } from '../../texts/index.js';
import { DecisionCard, DecisionFragment } from './DecisionCard.js';

const RevisitQuery = graphql(
  `
    query DecisionsToRevisit($after: String) {
      decisionsToRevisit(first: 25, after: $after) {
        pageInfo {
          hasNextPage
          endCursor
        }
        edges {
          node {
            id
            dueAgain: revisitOn
            engagement {
              id
              client {
                id
                name
              }
            }
            ...DecisionDetail
          }
        }
      }
    }
  `,
  [DecisionFragment],
);

const context = { additionalTypenames: ['Decision'] };

/** What was decided for a time, over all engagements of the reader. */
export default function RevisitScreen(): ReactNode {
  return (
    <Page title={texts.revisit.title} facts={texts.revisit.what}>
      <Stack>
        <EachPage>{(page) => <PageOf {...page} />}</EachPage>
      </Stack>
    </Page>
  );
}

function PageOf({ after, next }: ShownPage): ReactNode {
  const query = useQuery({ query: RevisitQuery, variables: { after }, context });
  const contact = isContact(useViewer());
  return (
    <Loaded query={query} shape="cards">
      {({ decisionsToRevisit: { edges, pageInfo } }) =>
        edges.length === 0 ? (
          <Empty {...texts.revisit.none} />
        ) : (
          <>
            {edges.map(({ node }) => (
              <Stack key={node.id} gap={4}>
                <Group gap="xs" fz="sm">
                  {node.dueAgain && <time dateTime={node.dueAgain}>{showDay(node.dueAgain)}</time>}
                  {!contact && (
                    <Link to={`/engagements/${encodeURIComponent(node.engagement.id)}/decisions`}>
                      {node.engagement.client.name}
                    </Link>
                  )}
                </Group>
                <DecisionCard decision={node} />
              </Stack>
            ))}
            {next && <MorePages pageInfo={pageInfo} next={next} />}
          </>
        )
      }
    </Loaded>
  );
}
