import { Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { type FragmentOf, graphql, readFragment } from '../../graphql/graphql.js';
import { MetIcon } from '../../parts/icons.js';
import { Severity } from '../../parts/Marks.js';
import { Nothing, Panel } from '../../parts/Page.js';
import { texts } from '../../texts/index.js';

export const FailureModesFragment = graphql(`
  fragment FailureModes on Engagement {
    id
    failureModes {
      mode
      signals {
        rule
        severity
        statement
      }
    }
  }
`);

/** Each failure mode with the signals behind it. */
export function FailureModesPanel({ engagement }: { engagement: FragmentOf<typeof FailureModesFragment> }): ReactNode {
  const { failureModes } = readFragment(FailureModesFragment, engagement);
  return (
    <Panel title={texts.engagement.failureModes}>
      {failureModes.length === 0 && <Nothing>{texts.engagement.noSignals}</Nothing>}
      <Stack gap="md">
        {failureModes.map(({ mode, signals }) => (
          <div key={mode}>
            <Text size="sm" fw={600}>
              {texts.failureModes[mode]}
            </Text>
            {signals.length === 0 ? (
              <Group gap={6} c="dimmed" fz="sm">
                <MetIcon />
                {texts.engagement.noSignals}
              </Group>
            ) : (
              <Stack gap={6} mt={4}>
                {signals.map((signal) => (
                  <Group key={`${signal.rule} ${signal.statement}`} gap={8} fz="sm" align="flex-start" wrap="nowrap">
                    <Severity severity={signal.severity}>{texts.rules[signal.rule]}</Severity>
                    <span>{signal.statement}</span>
                  </Group>
                ))}
              </Stack>
            )}
          </div>
        ))}
      </Stack>
    </Panel>
  );
}
