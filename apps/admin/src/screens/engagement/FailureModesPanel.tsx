import { Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { showFigureName, showNumber } from '../../format/figures.js';
import { type FragmentOf, graphql, readFragment } from '../../graphql/graphql.js';
import { Hat } from '../../parts/Hat.js';
import { MetIcon } from '../../parts/icons.js';
import { Severity } from '../../parts/Marks.js';
import { Panel } from '../../parts/Page.js';
import { texts } from '../../texts/index.js';
import classes from './FailureModes.module.css';

export const FailureModesFragment = graphql(`
  fragment FailureModes on Engagement {
    id
    failureModes {
      mode
      signals {
        rule
        severity
        hat
        statement
        clearsWhen
        figures {
          name
          value
          threshold
        }
      }
    }
  }
`);

/** Each failure mode with the signals behind it: what was found, the figures, and what clears it. */
export function FailureModesPanel({ engagement }: { engagement: FragmentOf<typeof FailureModesFragment> }): ReactNode {
  const { failureModes } = readFragment(FailureModesFragment, engagement);
  const words = texts.engagement;
  return (
    <Panel title={words.failureModes}>
      {failureModes.length === 0 && (
        <Group gap={6} c="dimmed" fz="sm">
          <MetIcon />
          {words.noFailureMode}
        </Group>
      )}
      <Stack gap="lg">
        {failureModes.map(({ mode, signals }) => (
          <div key={mode}>
            <Title order={3} size="h6">
              {texts.failureModes[mode]}
            </Title>
            <Text size="xs" c="dimmed">
              {words.evidence(signals.length)}
            </Text>
            <Stack component="ul" gap="sm" mt="xs" className={classes['signals'] ?? ''}>
              {signals.map((signal) => (
                <li key={`${signal.rule} ${signal.statement}`}>
                  <Group gap={8}>
                    <Severity severity={signal.severity}>{texts.rules[signal.rule]}</Severity>
                    {signal.hat && <Hat hat={signal.hat} />}
                  </Group>
                  <Text size="sm" mt={2}>
                    {signal.statement}
                  </Text>
                  {signal.figures.length > 0 && (
                    <Text size="xs" mt={2} className="figure">
                      {signal.figures
                        .map(({ name, value, threshold }) =>
                          words.figure(showFigureName(name), showNumber(value), showNumber(threshold)),
                        )
                        .join(' · ')}
                    </Text>
                  )}
                  <Text size="xs" c="dimmed">
                    {words.clears} {signal.clearsWhen}
                  </Text>
                </li>
              ))}
            </Stack>
          </div>
        ))}
      </Stack>
    </Panel>
  );
}
