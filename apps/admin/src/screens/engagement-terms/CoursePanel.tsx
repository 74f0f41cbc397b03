import { Button, Collapse, Group, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useQuery } from 'urql';
import { isContact, isLeading, useViewer } from '../../app/session.js';
import { showDay } from '../../format/days.js';
import { type FragmentOf, graphql, readFragment } from '../../graphql/graphql.js';
import { useAction } from '../../graphql/use-action.js';
import { ConfirmButton } from '../../parts/ConfirmButton.js';
import { Nothing, Panel } from '../../parts/Page.js';
import { Refusals } from '../../parts/Refusals.js';
import { texts } from '../../texts/index.js';
import { EndEarlyForm } from './EndEarlyForm.js';
import { PauseForm } from './PauseForm.js';
import { RenewForm, RenewFragment } from './RenewForm.js';

export const CourseFragment = graphql(
  `
    fragment Course on Engagement {
      id
      state
      quarters {
        number
        from
        to
      }
      pauses {
        from
        to
      }
      ...Renew
    }
  `,
  [RenewFragment],
);

/** The consultancy's own: a contact who asked for them would be refused the whole question. */
const CourseReasonsQuery = graphql(`
  query CourseReasons($id: ID!) {
    engagement(id: $id) {
      id
      closedReason
      pauses {
        from
        reason
      }
    }
  }
`);

const ResumeEngagement = graphql(`
  mutation ResumeEngagement($input: ResumeEngagementInput!) {
    resumeEngagement(input: $input) {
      engagement {
        id
        state
        endsOn
      }
      userErrors {
        code
        field
        message
      }
    }
  }
`);

const CompleteEngagement = graphql(`
  mutation CompleteEngagement($input: CompleteEngagementInput!) {
    completeEngagement(input: $input) {
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

type Opened = 'pause' | 'renew' | 'end';

/** Quarters and pauses, and what moves an engagement from one state to the next, for who leads the practice. */
export function CoursePanel(props: { engagement: FragmentOf<typeof CourseFragment> }): ReactNode {
  const engagement = readFragment(CourseFragment, props.engagement);
  const { id: engagementId, state, quarters, pauses } = engagement;
  const [opened, setOpened] = useState<Opened>();
  const resume = useAction(ResumeEngagement, ['Engagement', 'Deliverable']);
  const complete = useAction(CompleteEngagement, ['Engagement', 'Deliverable']);
  const viewer = useViewer();
  const [{ data: reasons }] = useQuery({
    query: CourseReasonsQuery,
    variables: { id: engagementId },
    pause: isContact(viewer),
  });
  const closedReason = reasons?.engagement?.closedReason;
  const reasonOf = (from: string): string | null | undefined =>
    reasons?.engagement?.pauses.find((pause) => pause.from === from)?.reason;
  const lead = isLeading(viewer);
  const words = texts.terms;
  const runs = state === 'ACTIVE' || state === 'PAUSED';
  const close = (): void => setOpened(undefined);
  const open = (which: Opened | undefined): void => {
    // What was refused before was another question.
    resume.clear();
    complete.clear();
    setOpened(which);
  };
  const opener = (which: Opened, label: string): ReactNode => (
    <Button
      variant="default"
      aria-expanded={opened === which}
      onClick={() => open(opened === which ? undefined : which)}
    >
      {label}
    </Button>
  );

  return (
    <Panel title={words.course}>
      <Stack gap="sm">
        <Stack component="ul" gap={4} fz="sm" m={0} p={0} style={{ listStyle: 'none' }}>
          {quarters.map(({ number, from, to }) => (
            <li key={number}>
              {texts.engagement.quarter(number)}: {texts.engagement.period(showDay(from), showDay(to))}
            </li>
          ))}
          {pauses.map(({ from, to }) => (
            <li key={from}>
              {to === null ? words.pausedSince(showDay(from)) : words.paused(showDay(from), showDay(to))}
              {reasonOf(from) && (
                <Text span size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                  {' '}
                  · {reasonOf(from)}
                </Text>
              )}
            </li>
          ))}
          {closedReason && <li style={{ overflowWrap: 'anywhere' }}>{words.endedBecause(closedReason)}</li>}
        </Stack>
        {state === 'DRAFT' && <Nothing>{words.draft}</Nothing>}
        {lead && runs && (
          <>
            <Group gap="xs">
              {state === 'PAUSED' && (
                <Button loading={resume.busy} onClick={() => void resume.run({ engagementId })}>
                  {words.resume}
                </Button>
              )}
              {state === 'ACTIVE' && opener('pause', words.pause)}
              {state === 'ACTIVE' && opener('renew', words.renew)}
              <ConfirmButton
                question={words.completeQuestion}
                loading={complete.busy}
                onConfirm={() => void complete.run({ engagementId })}
              >
                {words.complete}
              </ConfirmButton>
              {opener('end', words.endEarly)}
            </Group>
            <Refusals of={resume.refusals} />
            <Refusals of={complete.refusals} />
            <Collapse expanded={opened !== undefined} keepMounted={false}>
              {opened === 'pause' && <PauseForm engagementId={engagementId} done={close} />}
              {opened === 'renew' && <RenewForm engagement={engagement} done={close} />}
              {opened === 'end' && <EndEarlyForm engagementId={engagementId} done={close} />}
            </Collapse>
          </>
        )}
      </Stack>
    </Panel>
  );
}
