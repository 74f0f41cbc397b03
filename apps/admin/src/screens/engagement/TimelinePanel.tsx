import { Text } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { addDays, dayOf, daysBetween, showShortDay, todayIn } from '../../format/days.js';
import { type FragmentOf, graphql, readFragment, type ResultOf } from '../../graphql/graphql.js';
import { Panel } from '../../parts/Page.js';
import { texts } from '../../texts/index.js';
import { TimelineLane, type TimelineItem } from './TimelineLane.js';
import { xOf } from './timeline.js';
import classes from './Timeline.module.css';

export const TimelineFragment = graphql(`
  fragment Timeline on Engagement {
    id
    startsOn
    endsOn
    timeZone
    lanes: hats {
      hat
      deliverables {
        id
        title
        state
        dueOn
        late
        submittedAt
      }
    }
  }
`);

type Lane = ResultOf<typeof TimelineFragment>['lanes'][number];

/** Days between the marks of the axis. */
const AXIS_STEP = 15;

/** The quarter as a picture: a lane a hat, what is due when, what was submitted when, and today. */
export function TimelinePanel(props: { engagement: FragmentOf<typeof TimelineFragment> }): ReactNode {
  const { startsOn, endsOn, timeZone, lanes } = readFragment(TimelineFragment, props.engagement);
  const { ref, width } = useElementSize();
  const days = Math.max(1, daysBetween(startsOn, endsOn));
  const today = daysBetween(startsOn, todayIn(timeZone));
  const steps = Array.from({ length: Math.floor(days / AXIS_STEP) + 1 }, (_, index) => index * AXIS_STEP);
  const shownSteps = width < 520 ? steps.filter((_, index) => index % 2 === 0) : steps;

  const itemsOf = (lane: Lane): TimelineItem[] =>
    lane.deliverables.map((deliverable) => ({
      ...deliverable,
      day: daysBetween(startsOn, deliverable.dueOn),
      submittedDay: deliverable.submittedAt
        ? daysBetween(startsOn, dayOf(new Date(deliverable.submittedAt), timeZone))
        : undefined,
    }));

  return (
    <Panel title={texts.engagement.timeline}>
      <div className={classes['picture']} ref={ref}>
        {width > 0 && (
          <>
            <div className={classes['axis']} aria-hidden="true">
              {shownSteps.map((step) => (
                <span
                  key={step}
                  style={{ left: xOf(step, days, width) }}
                  data-last={width - xOf(step, days, width) < 48 || undefined}
                >
                  {showShortDay(addDays(startsOn, step))}
                </span>
              ))}
            </div>
            {/* Before the lanes, so that their names lie over the line. */}
            {today >= 0 && today <= days && (
              <div className={classes['today']} style={{ left: xOf(today, days, width) }}>
                <span data-flip={xOf(today, days, width) > width - 60 || undefined}>{texts.engagement.today}</span>
              </div>
            )}
            {lanes.map((lane) => (
              <TimelineLane key={lane.hat} hat={lane.hat} items={itemsOf(lane)} days={days} width={width} />
            ))}
          </>
        )}
      </div>
      <Text size="xs" c="dimmed" mt="xs">
        {texts.engagement.timelineKey}
      </Text>
    </Panel>
  );
}
