import { SegmentedControl, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { addDays, dayOf, daysBetween, showShortDay, todayIn } from '../../format/days.js';
import { type FragmentOf, graphql, readFragment, type ResultOf } from '../../graphql/graphql.js';
import { isOver } from '../../parts/is-over.js';
import { Panel } from '../../parts/Page.js';
import { useWidth } from '../../parts/use-width.js';
import { texts } from '../../texts/index.js';
import { endOfPicture, xOf } from './timeline.js';
import { LaneForecastFragment } from './LaneForecast.js';
import { TimelineLane, type TimelineItem } from './TimelineLane.js';
import classes from './Timeline.module.css';

export const TimelineFragment = graphql(
  `
    fragment Timeline on Engagement {
      id
      timelineState: state
      timeZone
      quarters {
        number
        from
        to
      }
      currentQuarter {
        number
      }
      pauses {
        from
        to
      }
      lanes: hats {
        hat
        forecast {
          quarter
          forecastOn
          ...LaneForecast
        }
        deliverables {
          id
          title
          quarter
          state
          dueOn
          late
          submittedAt
        }
      }
    }
  `,
  [LaneForecastFragment],
);

type Lane = ResultOf<typeof TimelineFragment>['lanes'][number];

/** Days between the marks of the axis. */
const AXIS_STEP = 15;

/** A quarter as a picture: a lane a hat, what is due when, what was submitted when, today, and when it will be done. */
export function TimelinePanel(props: { engagement: FragmentOf<typeof TimelineFragment> }): ReactNode {
  const { timelineState, timeZone, quarters, currentQuarter, pauses, lanes } = readFragment(
    TimelineFragment,
    props.engagement,
  );
  // What is over has no pace any more.
  const over = isOver(timelineState);
  const { ref, width } = useWidth();
  const [shown, setShown] = useState(currentQuarter.number);
  const words = texts.engagement;
  const quarter = quarters.find(({ number }) => number === shown);
  if (!quarter) return null;
  const { from } = quarter;
  const forecastOf = (lane: Lane) => (lane.forecast?.quarter === shown ? lane.forecast : null);
  const end = endOfPicture(quarter.to, over ? [] : lanes.flatMap((lane) => forecastOf(lane)?.forecastOn ?? []));
  const days = Math.max(1, daysBetween(from, end));
  const x = (day: string): number => xOf(daysBetween(from, day), days, width);
  const today = todayIn(timeZone);
  const steps = Array.from({ length: Math.floor(days / AXIS_STEP) + 1 }, (_, index) =>
    addDays(from, index * AXIS_STEP),
  );
  const shownSteps = width < 520 ? steps.filter((_, index) => index % 2 === 0) : steps;

  const itemsOf = (lane: Lane): TimelineItem[] =>
    lane.deliverables
      .filter((deliverable) => deliverable.quarter === shown)
      .map((deliverable) => ({
        ...deliverable,
        day: daysBetween(from, deliverable.dueOn),
        submittedDay: deliverable.submittedAt
          ? daysBetween(from, dayOf(new Date(deliverable.submittedAt), timeZone))
          : undefined,
      }));

  return (
    <Panel
      title={words.timeline}
      aside={
        quarters.length > 1 && (
          <SegmentedControl
            size="xs"
            aria-label={words.quarters}
            value={String(shown)}
            onChange={(number) => setShown(Number(number))}
            data={quarters.map(({ number }) => ({ value: String(number), label: words.quarter(number) }))}
          />
        )
      }
    >
      <div className={classes['picture']} ref={ref}>
        {width > 0 && (
          <>
            {pauses
              .filter((pause) => pause.from <= end && (pause.to ?? today) >= from)
              .map((pause) => (
                <div
                  key={pause.from}
                  className={classes['pause']}
                  style={{ left: x(pause.from), width: Math.max(2, x(pause.to ?? today) - x(pause.from)) }}
                >
                  <span>{words.paused}</span>
                </div>
              ))}
            {end > quarter.to && (
              <div className={classes['after']} style={{ left: x(quarter.to) }}>
                <span data-flip={x(quarter.to) > width - 60 || undefined}>{words.lastDayOfQuarter}</span>
              </div>
            )}
            <div className={classes['axis']} aria-hidden="true">
              {shownSteps.map((step) => (
                <span key={step} style={{ left: x(step) }} data-last={width - x(step) < 48 || undefined}>
                  {showShortDay(step)}
                </span>
              ))}
            </div>
            {/* Before the lanes, so that their names lie over the line. */}
            {today >= from && today <= end && (
              <div className={classes['today']} style={{ left: x(today) }}>
                <span data-flip={x(today) > width - 60 || undefined}>{words.today}</span>
              </div>
            )}
            {lanes.map((lane) => (
              <TimelineLane
                key={lane.hat}
                hat={lane.hat}
                items={itemsOf(lane)}
                days={days}
                width={width}
                forecast={forecastOf(lane)}
                over={over}
                end={end}
                x={x}
              />
            ))}
          </>
        )}
      </div>
      <Text size="xs" c="dimmed" mt="xs">
        {words.timelineKey}
      </Text>
    </Panel>
  );
}
