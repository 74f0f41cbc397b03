import { Button, Group, Stack, Text } from '@mantine/core';
import { type ReactNode, useCallback, useMemo } from 'react';
import { useQuery } from 'urql';
import { showMoment } from '../../format/days.js';
import { Loaded } from '../../graphql/Loaded.js';
import { graphql } from '../../graphql/graphql.js';
import { useAction } from '../../graphql/use-action.js';
import { Archive, useUntilMade } from '../../parts/Archive.js';
import { Nothing, Panel } from '../../parts/Page.js';
import { Refusals } from '../../parts/Refusals.js';
import { texts } from '../../texts/index.js';

const PacksQuery = graphql(`
  query Packs($id: ID!) {
    engagement(id: $id) {
      id
      exportJobs(first: 3) {
        edges {
          node {
            id
            state
            progress
            url
            size
            error
            createdAt
            requestedBy {
              name
            }
          }
        }
      }
    }
  }
`);

const ExportArtifactPack = graphql(`
  mutation ExportArtifactPack($input: ExportArtifactPackInput!) {
    exportArtifactPack(input: $input) {
      exportJob {
        id
        state
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`);

const context = { additionalTypenames: ['ExportJob'] };

/** The seven artifacts of an engagement as one archive: asked for, waited for, taken along. */
export function PackPanel({ engagementId }: { engagementId: string }): ReactNode {
  const query = useQuery({ query: PacksQuery, variables: { id: engagementId }, context });
  const [{ data }, look] = query;
  const ask = useAction(ExportArtifactPack, ['ExportJob']);
  const words = texts.terms.pack;
  useUntilMade(
    useMemo(() => data?.engagement?.exportJobs.edges.map(({ node }) => node), [data]),
    useCallback(() => look({ requestPolicy: 'network-only' }), [look]),
  );
  return (
    <Panel title={words.title}>
      <Stack gap="sm">
        <Text size="sm">{words.what}</Text>
        <Group>
          <Button variant="default" loading={ask.busy} onClick={() => void ask.run({ engagementId })}>
            {words.make}
          </Button>
        </Group>
        <Refusals of={ask.refusals} />
        <Loaded query={query} shape="rows">
          {({ engagement }) =>
            engagement && engagement.exportJobs.edges.length > 0 ? (
              <Stack component="ul" gap="xs" fz="sm" m={0} p={0} style={{ listStyle: 'none' }}>
                {engagement.exportJobs.edges.map(({ node }) => (
                  <Group component="li" key={node.id} justify="space-between" gap="xs">
                    <span>{words.askedFor(showMoment(node.createdAt), node.requestedBy.name)}</span>
                    <Archive of={node} name={words.title} />
                  </Group>
                ))}
              </Stack>
            ) : (
              <Nothing>{words.none}</Nothing>
            )
          }
        </Loaded>
      </Stack>
    </Panel>
  );
}
