import { Button, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { isContact, isLeading, useViewer } from '../../app/session.js';
import { showMoney } from '../../format/figures.js';
import { type FragmentOf, graphql, readFragment, type ResultOf } from '../../graphql/graphql.js';
import { Hat } from '../../parts/Hat.js';
import { Panel } from '../../parts/Page.js';
import { isOver } from '../../parts/is-over.js';
import { texts } from '../../texts/index.js';
import { HatLimitsForm, HatTermsForm } from './HatTermsForm.js';

export const HatTermsFragment = graphql(`
  fragment HatTerms on HatAssignment {
    hat
    practitioner {
      id
      name
    }
    daysPerWeek
    perDecisionLimit {
      amount
      currency
    }
    perQuarterLimit {
      amount
      currency
    }
    quarterSpend {
      amount
      currency
    }
  }
`);

export type HatTerms = ResultOf<typeof HatTermsFragment>;

interface HatTermsPanelProps {
  engagementId: string;
  assignment: FragmentOf<typeof HatTermsFragment>;
  state: 'DRAFT' | 'ACTIVE' | 'PAUSED' | 'COMPLETED' | 'ENDED_EARLY';
  /** Whether both hats are one person's. */
  together: boolean;
}

/** Who wears a hat, how much of a week and what it may spend; changed by who may. */
export function HatTermsPanel({ engagementId, state, together, ...props }: HatTermsPanelProps): ReactNode {
  const terms = readFragment(HatTermsFragment, props.assignment);
  const viewer = useViewer();
  const [opened, { toggle, close }] = useDisclosure(false);
  const words = texts.terms;
  const over = isOver(state);
  const agrees = viewer.role === 'SPONSOR';
  const assigns = isLeading(viewer) || (!isContact(viewer) && state === 'DRAFT');
  const change = { engagementId, terms, done: close };
  return (
    <Panel
      title={<Hat hat={terms.hat} large />}
      aside={
        !over &&
        (agrees || assigns) && (
          <Button
            size="xs"
            variant="default"
            onClick={toggle}
            aria-expanded={opened}
            aria-label={(agrees ? words.agreeLimitsOf : words.changeOf)(texts.hatOf(terms.hat))}
          >
            {agrees ? words.agreeLimits : words.change}
          </Button>
        )
      }
    >
      {opened ? (
        agrees ? (
          <HatLimitsForm {...change} />
        ) : (
          <HatTermsForm {...change} together={together} runs={state !== 'DRAFT'} />
        )
      ) : (
        <Stack gap={2} fz="sm">
          <span>
            <bdi>{terms.practitioner?.name ?? texts.engagement.nobody}</bdi> ·{' '}
            {texts.engagement.daysPerWeek(terms.daysPerWeek)}
          </span>
          {terms.perQuarterLimit && terms.perDecisionLimit ? (
            <>
              <span>{texts.engagement.spent(showMoney(terms.quarterSpend), showMoney(terms.perQuarterLimit))}</span>
              <span>{texts.engagement.perDecision(showMoney(terms.perDecisionLimit))}</span>
            </>
          ) : (
            <Text size="sm" c="dimmed">
              {words.noLimits}
            </Text>
          )}
        </Stack>
      )}
    </Panel>
  );
}
