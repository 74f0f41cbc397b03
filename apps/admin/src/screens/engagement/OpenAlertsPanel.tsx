import { Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { type FragmentOf, graphql, readFragment } from '../../graphql/graphql.js';
import { Severity } from '../../parts/Marks.js';
import { Nothing, Panel } from '../../parts/Page.js';
import { texts } from '../../texts/index.js';

export const OpenAlertsFragment = graphql(`
  fragment OpenAlerts on DriftAlertConnection {
    totalCount
    edges {
      node {
        id
        rule
        severity
        statement
        clearsWhen
      }
    }
  }
`);

interface OpenAlertsPanelProps {
  alerts: FragmentOf<typeof OpenAlertsFragment>;
  engagementId: string;
}

/** What drifts now, and what clears it. */
export function OpenAlertsPanel({ alerts, engagementId }: OpenAlertsPanelProps): ReactNode {
  const { edges, totalCount } = readFragment(OpenAlertsFragment, alerts);
  const words = texts.engagement;
  return (
    <Panel
      title={words.alerts}
      aside={
        <Text size="sm">
          <Link to={`/alerts?engagement=${encodeURIComponent(engagementId)}`}>{words.allAlerts(totalCount)}</Link>
        </Text>
      }
    >
      {edges.length === 0 ? (
        <Nothing>{words.noAlerts}</Nothing>
      ) : (
        <Stack gap="sm">
          {edges.map(({ node }) => (
            <div key={node.id}>
              <Group gap={8}>
                <Severity severity={node.severity} />
                <Text size="sm" fw={600} component="span">
                  {texts.rules[node.rule]}
                </Text>
              </Group>
              <Text size="sm">{node.statement}</Text>
              <Text size="xs" c="dimmed">
                {texts.alerts.clears}: {node.clearsWhen}
              </Text>
            </div>
          ))}
        </Stack>
      )}
    </Panel>
  );
}
