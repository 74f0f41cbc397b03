import { Group, Stack, Text, Title } from '@mantine/core';
import { memo, type ReactNode } from 'react';
import { percent, showDepth } from '../../format/figures.js';
import { MetIcon } from '../../parts/icons.js';
import { Severity } from '../../parts/Marks.js';
import { Nothing, Panel } from '../../parts/Page.js';
import { texts } from '../../texts/index.js';
import { sameHeading } from './guidance.js';
import type { Assessment } from './use-draft-assessment.js';
import classes from './Deliverable.module.css';

interface DepthPanelProps {
  assessment: Assessment | undefined;
  /** Whether a newer figure is on its way. */
  assessing: boolean;
  section?: string | undefined;
}

type Section = Assessment['sections'][number];

/** How deep the text is, and what would make it deeper, section by section. */
export const DepthPanel = memo(function DepthPanel({ assessment, assessing, section }: DepthPanelProps): ReactNode {
  const words = texts.deliverable;
  const isCurrent = (heading: string): boolean => section !== undefined && sameHeading(heading, section);
  const wanting = assessment?.sections.filter(({ reasons }) => reasons.length > 0) ?? [];
  return (
    <Panel
      title={words.depthNow}
      aside={
        <Text size="xs" c="dimmed" aria-hidden={!assessing}>
          {assessing ? words.assessing : ''}
        </Text>
      }
    >
      {!assessment ? (
        <Nothing>{words.notAssessed}</Nothing>
      ) : (
        <Stack gap="md">
          <Group
            gap="md"
            align="center"
            role="status"
            aria-label={words.assessedAs(texts.verdicts[assessment.verdict], showDepth(assessment.depth))}
          >
            <span className={classes['figure']}>{showDepth(assessment.depth)}</span>
            {assessment.verdict === 'SUBSTANTIVE' ? (
              <Group gap={5} c="var(--good)" fw={600} fz="sm">
                <MetIcon />
                {texts.verdicts.SUBSTANTIVE}
              </Group>
            ) : (
              <Severity severity="WARNING">{texts.verdicts[assessment.verdict]}</Severity>
            )}
          </Group>
          <div>
            <Title order={3} size="h6" mb={6}>
              {words.reasons}
            </Title>
            {wanting.length === 0 && <Nothing>{words.allThere}</Nothing>}
            <Stack gap="sm" className={classes['wanting'] ?? ''} tabIndex={0} role="group" aria-label={words.reasons}>
              {/* The section under the cursor first, because it can be mended now; then the shallowest. */}
              {[...wanting]
                .sort(
                  (one, other) =>
                    Number(isCurrent(other.heading)) - Number(isCurrent(one.heading)) || one.depth - other.depth,
                )
                .map((each, index) => (
                  <div
                    key={`${index} ${each.heading}`}
                    className={classes['group']}
                    data-current={isCurrent(each.heading) || undefined}
                  >
                    <Group justify="space-between" gap="xs" wrap="nowrap" fz="sm" fw={600}>
                      <span>{each.heading}</span>
                      <span className="figure">{showDepth(each.depth)}</span>
                    </Group>
                    <Parts section={each} />
                    <ul className={classes['reasons']}>
                      {each.reasons.map((reason) => (
                        <li key={`${reason.code} ${reason.statement}`}>{reason.statement}</li>
                      ))}
                    </ul>
                  </div>
                ))}
            </Stack>
          </div>
        </Stack>
      )}
    </Panel>
  );
});

/** The components that the template asks for, in per cent. */
function Parts({ section }: { section: Section }): ReactNode {
  const { parts } = texts.deliverable;
  const shown = (Object.keys(parts) as (keyof typeof parts)[]).flatMap((name) => {
    const share = section[name];
    return share === null ? [] : [`${parts[name]} ${percent(share)}\u00a0%`];
  });
  return (
    <Text size="xs" c="dimmed" className="figure">
      {shown.join(' · ')}
    </Text>
  );
}
