import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { type FragmentOf, graphql, readFragment } from '../../graphql/graphql.js';
import { Nothing, Panel } from '../../parts/Page.js';
import { texts } from '../../texts/index.js';
import { RiskOwnerForm } from '../engagement/ReadinessActions.js';

export const RiskOwnerFragment = graphql(`
  fragment RiskOwner on Engagement {
    id
    aiRiskOwner {
      name
    }
  }
`);

interface RiskOwnerPanelProps {
  engagement: FragmentOf<typeof RiskOwnerFragment>;
  mayName: boolean;
}

/** The one person accountable for AI risk, and another in their place. */
export function RiskOwnerPanel({ mayName, ...props }: RiskOwnerPanelProps): ReactNode {
  const { id, aiRiskOwner } = readFragment(RiskOwnerFragment, props.engagement);
  return (
    <Panel title={texts.terms.riskOwner}>
      <Stack gap="sm" fz="sm">
        {aiRiskOwner ? <bdi>{aiRiskOwner.name}</bdi> : <Nothing>{texts.terms.noRiskOwner}</Nothing>}
        {mayName && <RiskOwnerForm engagementId={id} />}
      </Stack>
    </Panel>
  );
}
