import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useQuery } from 'urql';
import { showMoment } from '../../format/days.js';
import { showDepth } from '../../format/figures.js';
import { Loaded } from '../../graphql/Loaded.js';
import { graphql } from '../../graphql/graphql.js';
import { Nothing, Panel } from '../../parts/Page.js';
import { Prose } from '../../parts/Prose.js';
import { texts } from '../../texts/index.js';

const RevisionsQuery = graphql(`
  query Revisions($id: ID!) {
    deliverable(id: $id) {
      id
      revisions(first: 20) {
        totalCount
        edges {
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

const RevisionTextQuery = graphql(`
  query RevisionText($id: ID!) {
    deliverable(id: $id) {
      id
      revisions(first: 20) {
        edges {
          node {
            id
            number
            markdown
          }
        }
      }
    }
  }
`);

const context = { additionalTypenames: ['Revision', 'Deliverable'] };

/** Who saved when, how deep it was, and each text to read again. */
export function RevisionsPanel({ deliverableId }: { deliverableId: string }): ReactNode {
  const query = useQuery({ query: RevisionsQuery, variables: { id: deliverableId }, context });
  const [shown, setShown] = useState<number>();
  const words = texts.deliverable;
  return (
    <Panel title={words.revisions}>
      <Loaded query={query}>
        {({ deliverable }) =>
          !deliverable || deliverable.revisions.edges.length === 0 ? (
            <Nothing>{words.revisionsNone}</Nothing>
          ) : (
            <Stack gap="xs">
              {deliverable.revisions.edges.map(({ node }) => (
                <Group key={node.id} justify="space-between" wrap="nowrap" fz="sm" className="figure">
                  <div>
                    <Button
                      variant="subtle"
                      size="compact-sm"
                      px={0}
                      aria-label={words.readRevision(node.number)}
                      onClick={() => setShown(node.number)}
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
            </Stack>
          )
        }
      </Loaded>
      <Modal
        opened={shown !== undefined}
        onClose={() => setShown(undefined)}
        title={shown === undefined ? '' : words.readRevision(shown)}
        size="xl"
        closeButtonProps={{ 'aria-label': texts.actions.close }}
      >
        {shown !== undefined && <RevisionText deliverableId={deliverableId} number={shown} />}
      </Modal>
    </Panel>
  );
}

function RevisionText({ deliverableId, number }: { deliverableId: string; number: number }): ReactNode {
  const query = useQuery({ query: RevisionTextQuery, variables: { id: deliverableId } });
  return (
    <Loaded query={query}>
      {({ deliverable }) => {
        const revision = deliverable?.revisions.edges.find(({ node }) => node.number === number);
        return revision ? (
          <Prose markdown={revision.node.markdown} />
        ) : (
          <Nothing>{texts.failures.notFound.message}</Nothing>
        );
      }}
    </Loaded>
  );
}
