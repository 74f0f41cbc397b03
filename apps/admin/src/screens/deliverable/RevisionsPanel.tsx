import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { memo, type ReactNode, useState } from 'react';
import { useQuery } from 'urql';
import { showMoment } from '../../format/days.js';
import { showDepth } from '../../format/figures.js';
import { Loaded } from '../../graphql/Loaded.js';
import { graphql } from '../../graphql/graphql.js';
import { EachPage, MorePages, type ShownPage } from '../../parts/MorePages.js';
import { Nothing, Panel } from '../../parts/Page.js';
import { texts } from '../../texts/index.js';
import { RevisionReading, type ShownRevision } from './RevisionReading.js';

const RevisionsQuery = graphql(`
  query Revisions($id: ID!, $after: String) {
    deliverable(id: $id) {
      id
      revisions(first: 20, after: $after) {
        pageInfo {
          hasNextPage
          endCursor
        }
        edges {
          cursor
          node {
            id
            number
            savedAt
            savedBy {
              name
            }
            assessment {
              depth
            }
          }
        }
      }
    }
  }
`);

const context = { additionalTypenames: ['Revision', 'Deliverable'] };

/** Who saved when, how deep it was, each text to read again, and what changed with it. */
export const RevisionsPanel = memo(function RevisionsPanel({ deliverableId }: { deliverableId: string }): ReactNode {
  const [shown, setShown] = useState<ShownRevision>();
  const words = texts.deliverable;
  return (
    <Panel title={words.revisions}>
      <Stack gap="xs">
        <EachPage>{(page) => <RevisionsPage {...page} deliverableId={deliverableId} show={setShown} />}</EachPage>
      </Stack>
      <Modal
        opened={shown !== undefined}
        onClose={() => setShown(undefined)}
        title={shown ? words.readRevision(shown.number) : ''}
        size="xl"
        closeButtonProps={{ 'aria-label': texts.actions.close }}
      >
        {shown && <RevisionReading deliverableId={deliverableId} revision={shown} />}
      </Modal>
    </Panel>
  );
});

interface RevisionsPageProps extends ShownPage {
  deliverableId: string;
  show: (revision: ShownRevision) => void;
}

function RevisionsPage({ deliverableId, after, next, show }: RevisionsPageProps): ReactNode {
  const query = useQuery({ query: RevisionsQuery, variables: { id: deliverableId, after }, context });
  const words = texts.deliverable;
  return (
    <Loaded query={query} shape="lines">
      {({ deliverable }) => {
        const edges = deliverable?.revisions.edges ?? [];
        if (!deliverable || edges.length === 0) return <Nothing>{words.revisionsNone}</Nothing>;
        return (
          <>
            {edges.map(({ node }, at) => (
              <Group key={node.id} justify="space-between" wrap="nowrap" fz="sm" className="figure">
                <div>
                  <Button
                    variant="subtle"
                    size="compact-sm"
                    px={0}
                    aria-label={words.readRevision(node.number)}
                    onClick={() =>
                      show({
                        id: node.id,
                        number: node.number,
                        after: edges[at - 1]?.cursor ?? after,
                        before: edges[at + 1]?.node.id,
                      })
                    }
                  >
                    {node.number}
                  </Button>{' '}
                  <Text span size="sm" c="dimmed">
                    {texts.engagement.answeredBy(node.savedBy.name, showMoment(node.savedAt))}
                  </Text>
                </div>
                <span>{showDepth(node.assessment.depth)}</span>
              </Group>
            ))}
            {next && <MorePages pageInfo={deliverable.revisions.pageInfo} next={next} />}
          </>
        );
      }}
    </Loaded>
  );
}
