import { Box, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { graphql, type ResultOf } from '../graphql/graphql.js';
import { MetIcon, UnmetIcon } from '../parts/icons.js';
import { Panel } from '../parts/Page.js';
import { texts } from '../texts/index.js';
import classes from './FirstSteps.module.css';

const FirstStepsQuery = graphql(`
  query FirstSteps {
    firstSteps {
      colleague
      client
      intake
      engagement
      started
    }
    clients(first: 1) {
      edges {
        node {
          id
          currentEngagement {
            id
          }
        }
      }
    }
  }
`);

type Answer = ResultOf<typeof FirstStepsQuery>;
type Step = 'colleague' | 'client' | 'intake' | 'engagement' | 'started';

/** What changes a step is read again by itself. */
const context = { additionalTypenames: ['Member', 'Client', 'IntakeAssessment', 'Engagement'] };

const STEPS: readonly Step[] = ['colleague', 'client', 'intake', 'engagement', 'started'];

/** Leads through an empty workspace, from what the API says is there; gone once an engagement has started. */
export function FirstSteps(): ReactNode {
  const [{ data }] = useQuery({ query: FirstStepsQuery, context });
  if (!data || data.firstSteps.started) return null;
  const words = texts.firstSteps;
  const next = STEPS.find((step) => !data.firstSteps[step]);
  return (
    <Box mb="md">
      <Panel title={words.title} aside={<Text size="sm">{words.done(done(data), STEPS.length)}</Text>}>
        <Text size="sm" mb="sm">
          {words.what}
        </Text>
        <ol className={classes['steps']}>
          {STEPS.map((step) => (
            <li
              key={step}
              data-done={data.firstSteps[step] || undefined}
              aria-current={step === next ? 'step' : undefined}
            >
              <Group gap="xs" wrap="nowrap" align="flex-start">
                {data.firstSteps[step] ? <MetIcon /> : <UnmetIcon />}
                <div>
                  <StepLink step={step} to={data.firstSteps[step] ? undefined : pathOf(step, data)} />
                  <Text size="sm" c="dimmed">
                    {data.firstSteps[step] ? words.ticked : words.hints[step]}
                  </Text>
                </div>
              </Group>
            </li>
          ))}
        </ol>
      </Panel>
    </Box>
  );
}

function StepLink({ step, to }: { step: Step; to: string | undefined }): ReactNode {
  const name = texts.firstSteps.steps[step];
  return to === undefined ? <span>{name}</span> : <Link to={to}>{name}</Link>;
}

const done = ({ firstSteps }: Answer): number => STEPS.filter((step) => firstSteps[step]).length;

/** Where a step is done; undefined where another one has to come first. */
function pathOf(step: Step, { clients }: Answer): string | undefined {
  const client = clients.edges[0]?.node;
  const to = client && `/clients/${encodeURIComponent(client.id)}`;
  switch (step) {
    case 'colleague':
      return '/settings/members';
    case 'client':
      return '/clients/new';
    case 'intake':
      return to && `${to}/intake`;
    case 'engagement':
      return to && `${to}/engagement/new`;
    case 'started':
      return client?.currentEngagement ? `/engagements/${encodeURIComponent(client.currentEngagement.id)}` : undefined;
  }
}
