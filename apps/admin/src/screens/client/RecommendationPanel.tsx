import { Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { showMoment } from '../../format/days.js';
import { type FragmentOf, graphql, readFragment } from '../../graphql/graphql.js';
import { Hat } from '../../parts/Hat.js';
import { WarningIcon } from '../../parts/icons.js';
import { Panel } from '../../parts/Page.js';
import { texts } from '../../texts/index.js';
import { ReasonList } from '../intake/ReasonList.js';

export const RecommendationFragment = graphql(`
  fragment IntakeRecommendation on IntakeAssessment {
    id
    rubricVersion
    createdAt
    recommendation {
      shape
      hats
      agreement
      caioSignals
      ctoSignals
      failureModeToWatch
      reasons {
        question
        answer
        leansTo
        statement
      }
      cautions {
        code
        statement
      }
    }
  }
`);

/** Which hats, why, and what to be careful about. */
export function RecommendationPanel({ intake }: { intake: FragmentOf<typeof RecommendationFragment> }): ReactNode {
  const { recommendation, createdAt, rubricVersion } = readFragment(RecommendationFragment, intake);
  const words = texts.recommendation;
  return (
    <Panel
      title={texts.clients.recommendation}
      aside={
        <Text size="xs" c="dimmed">
          {words.madeOn(showMoment(createdAt), rubricVersion)}
        </Text>
      }
    >
      <Stack gap="md">
        <div>
          <Text size="xl" fw={650}>
            {texts.shapes[recommendation.shape]}
          </Text>
          <Group gap="md">
            {recommendation.hats.map((hat) => (
              <Hat key={hat} hat={hat} />
            ))}
          </Group>
          <Text size="sm" c="dimmed" mt={4}>
            {words.agreement[recommendation.agreement]}{' '}
            {words.signals(recommendation.ctoSignals, recommendation.caioSignals)}.
          </Text>
          {recommendation.failureModeToWatch && (
            <Text size="sm" mt={4}>
              {words.watch}: <strong>{texts.failureModes[recommendation.failureModeToWatch]}</strong>
            </Text>
          )}
        </div>
        <div>
          <Title order={3} size="h6" mb={4}>
            {words.why}
          </Title>
          <ReasonList reasons={recommendation.reasons} />
        </div>
        {recommendation.cautions.length > 0 && (
          <div>
            <Title order={3} size="h6" mb={4}>
              {words.cautions}
            </Title>
            <Stack gap={6}>
              {recommendation.cautions.map((caution) => (
                <Group key={caution.code} gap={8} wrap="nowrap" align="flex-start" fz="sm">
                  <span style={{ color: 'var(--severity-warning)', paddingTop: 2 }}>
                    <WarningIcon />
                  </span>
                  <span>{caution.statement}</span>
                </Group>
              ))}
            </Stack>
          </div>
        )}
      </Stack>
    </Panel>
  );
}
