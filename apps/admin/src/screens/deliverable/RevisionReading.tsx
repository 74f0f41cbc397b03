import { Group, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useQuery } from 'urql';
import { showDepth } from '../../format/figures.js';
import { Loaded } from '../../graphql/Loaded.js';
import { graphql } from '../../graphql/graphql.js';
import { Nothing } from '../../parts/Page.js';
import { Prose } from '../../parts/Prose.js';
import { texts } from '../../texts/index.js';
import { Difference } from './Difference.js';

const RevisionTextQuery = graphql(`
  query RevisionText($id: ID!, $after: String) {
    deliverable(id: $id) {
      id
      revisions(first: 1, after: $after) {
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

const RevisionDifferenceQuery = graphql(`
  query RevisionDifference($from: ID!, $to: ID!) {
    revisionDifference(fromRevisionId: $from, toRevisionId: $to) {
      fromNumber
      depthBefore
      depthAfter
      sections {
        heading
        change
        depthBefore
        depthAfter
        parts {
          kind
          text
        }
      }
    }
  }
`);

export interface ShownRevision {
  id: string;
  number: number;
  /** Cursor of the one that was saved after it; null for the newest. */
  after: string | null;
  /** The one that was saved before it; none for the first. */
  before: string | undefined;
}

/** One revision: its text, and what changed since the one before. */
export function RevisionReading(props: { deliverableId: string; revision: ShownRevision }): ReactNode {
  const { before } = props.revision;
  const [view, setView] = useState<'CHANGES' | 'TEXT'>(before === undefined ? 'TEXT' : 'CHANGES');
  const words = texts.deliverable;
  return (
    <Stack>
      {before !== undefined && (
        <SegmentedControl
          size="xs"
          aria-label={words.view}
          value={view}
          onChange={(chosen) => setView(chosen === 'TEXT' ? 'TEXT' : 'CHANGES')}
          data={[
            { value: 'CHANGES', label: words.whatChanged },
            { value: 'TEXT', label: words.read },
          ]}
        />
      )}
      {view === 'TEXT' || before === undefined ? (
        <RevisionText {...props} />
      ) : (
        <Changes from={before} to={props.revision.id} />
      )}
    </Stack>
  );
}

function RevisionText({ deliverableId, revision }: { deliverableId: string; revision: ShownRevision }): ReactNode {
  const query = useQuery({ query: RevisionTextQuery, variables: { id: deliverableId, after: revision.after } });
  return (
    <Loaded query={query} shape="lines">
      {({ deliverable }) => {
        const [edge] = deliverable?.revisions.edges ?? [];
        return edge?.node.id === revision.id ? (
          <Prose markdown={edge.node.markdown} />
        ) : (
          <Nothing>{texts.failures.notFound.message}</Nothing>
        );
      }}
    </Loaded>
  );
}

function Changes({ from, to }: { from: string; to: string }): ReactNode {
  const query = useQuery({ query: RevisionDifferenceQuery, variables: { from, to } });
  const words = texts.deliverable;
  return (
    <Loaded query={query} shape="lines">
      {({ revisionDifference: { fromNumber, depthBefore, depthAfter, sections } }) => {
        const changed = sections.filter(({ change }) => change !== 'UNCHANGED');
        return (
          <Stack gap="md">
            <Text size="sm" className="figure">
              {words.comparedWith(fromNumber, showDepth(depthBefore), showDepth(depthAfter))}
            </Text>
            {changed.length === 0 && <Nothing>{words.nothingChanged}</Nothing>}
            {changed.map((section, at) => (
              <section key={`${at} ${section.heading}`}>
                <Group justify="space-between" gap="xs" mb={4}>
                  <Title order={3} size="h6">
                    {section.heading === '' ? words.aboveHeadings : section.heading}
                  </Title>
                  <Text size="xs" c="dimmed" className="figure">
                    {words.sectionChanges[section.change]}
                    {section.depthAfter !== null &&
                      ` · ${words.depthMoved(showDepth(section.depthBefore ?? 0), showDepth(section.depthAfter))}`}
                  </Text>
                </Group>
                {section.parts.length > 0 && (
                  <Difference parts={section.parts} removed={words.onlyBefore} added={words.onlyAfter} />
                )}
              </section>
            ))}
          </Stack>
        );
      }}
    </Loaded>
  );
}
