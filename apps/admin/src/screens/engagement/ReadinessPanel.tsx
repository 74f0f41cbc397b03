import { Button, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import { type FragmentOf, graphql, readFragment } from '../../graphql/graphql.js';
import { useAction } from '../../graphql/use-action.js';
import { MetIcon, UnmetIcon } from '../../parts/icons.js';
import { Panel } from '../../parts/Page.js';
import { Refusals } from '../../parts/Refusals.js';
import { texts } from '../../texts/index.js';
import { AcknowledgeCharterButton } from '../charter/AcknowledgeCharterButton.js';
import { PublishDefaultCharterButton } from '../charter/PublishDefaultCharterButton.js';
import { AttestDepthForm, RiskOwnerForm } from './ReadinessActions.js';
import classes from './Readiness.module.css';

export const ReadinessFragment = graphql(`
  fragment Readiness on Engagement {
    id
    readiness {
      ready
      conditions {
        code
        met
        detail
      }
    }
    readinessHats: hats {
      hat
      practitioner {
        id
        name
      }
    }
    readinessCharter: charter {
      id
      inForce
      awaitsViewer
    }
  }
`);

const StartEngagement = graphql(`
  mutation StartEngagement($input: StartEngagementInput!) {
    startEngagement(input: $input) {
      engagement {
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

/** What is missing before the start, each with what meets it, and the start itself. */
export function ReadinessPanel(props: { engagement: FragmentOf<typeof ReadinessFragment> }): ReactNode {
  const { id, readiness, readinessHats, readinessCharter } = readFragment(ReadinessFragment, props.engagement);
  const start = useAction(StartEngagement);
  const words = texts.engagement;
  const met = readiness.conditions.filter((condition) => condition.met).length;
  const wearer = readinessHats.find(({ hat }) => hat === 'CAIO')?.practitioner;

  /** What a person can do here about an unmet condition. The others are met where their data is entered. */
  const remedies: Record<string, ReactNode> = {
    CAIO_DEPTH_EVIDENCED: wearer && <AttestDepthForm practitionerId={wearer.id} />,
    DECISION_RIGHTS_WRITTEN: <PublishDefaultCharterButton engagementId={id} />,
    DECISION_RIGHTS_ACKNOWLEDGED: readinessCharter?.awaitsViewer && (
      <AcknowledgeCharterButton charterId={readinessCharter.id} />
    ),
    AI_RISK_OWNER_NAMED: <RiskOwnerForm engagementId={id} />,
  };

  const begin = async (): Promise<void> => {
    if (await start.run({ engagementId: id })) notifications.show({ message: words.started });
  };

  return (
    <Panel
      title={words.readiness}
      aside={
        <Text size="sm" c="dimmed" className="figure">
          {words.conditionsMet(met, readiness.conditions.length)}
        </Text>
      }
    >
      <Stack gap="sm">
        <Stack component="ul" gap="sm" className={classes['conditions'] ?? ''}>
          {readiness.conditions.map((condition) => (
            <li key={condition.code} className={classes['condition']} data-met={condition.met || undefined}>
              {condition.met ? <MetIcon /> : <UnmetIcon />}
              <div>
                <Text size="sm" fw={600}>
                  {words.conditions[condition.code] ?? condition.code}
                  <span className={classes['word']}>{condition.met ? words.met : words.unmet}</span>
                </Text>
                <Text size="sm" c="dimmed">
                  {condition.detail}
                </Text>
                {!condition.met && remedies[condition.code] && (
                  <div className={classes['remedy']}>{remedies[condition.code]}</div>
                )}
              </div>
            </li>
          ))}
        </Stack>
        <Refusals of={start.refusals} />
        <Group>
          <Button onClick={() => void begin()} loading={start.busy} disabled={!readiness.ready}>
            {words.start}
          </Button>
        </Group>
      </Stack>
    </Panel>
  );
}
