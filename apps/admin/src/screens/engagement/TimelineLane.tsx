import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { showShortDay } from '../../format/days.js';
import type { FragmentOf } from '../../graphql/graphql.js';
import { Hat, type HatName } from '../../parts/Hat.js';
import type { DeliverableStateName } from '../../parts/Marks.js';
import { texts } from '../../texts/index.js';
import { LaneForecastBar, type LaneForecastFragment, LaneForecastWords } from './LaneForecast.js';
import { placeOnLane, xOf } from './timeline.js';
import classes from './Timeline.module.css';

export interface TimelineItem {
  id: string;
  title: string;
  state: DeliverableStateName;
  dueOn: string;
  late: boolean;
  /** Days since the first day. */
  day: number;
  submittedDay: number | undefined;
}

interface TimelineLaneProps {
  hat: HatName;
  items: TimelineItem[];
  /** Length of the engagement in days. */
  days: number;
  /** Width of the track in pixels. */
  width: number;
  /** Of the quarter that is shown; null where there is none. */
  forecast: FragmentOf<typeof LaneForecastFragment> | null;
  /** Whether the engagement is over: then nothing is forecast any more. */
  over: boolean;
  /** The last day of the picture. */
  end: string;
  /** A day's place, in pixels. */
  x: (day: string) => number;
}

const ROW_HEIGHT = 26;
/** Pixels within which a submission's tick is kept clear of the label. */
const NEAR = 32;

/** One hat's lane: a mark a deliverable at its due day, its name beside it. */
export function TimelineLane({
  hat,
  items,
  days,
  width,
  forecast,
  over,
  end,
  x: placeOf,
}: TimelineLaneProps): ReactNode {
  const placed = placeOnLane(items, days, width);
  /** Room for the tick of a submission shortly after the due day, which would lie on the label. */
  const clearance = ({ submittedDay }: TimelineItem, x: number): number => {
    const behind = submittedDay === undefined ? 0 : xOf(submittedDay, days, width) - x;
    return behind > 0 && behind < NEAR ? Math.max(0, behind - 6) : 0;
  };
  const rows = Math.max(1, ...placed.map(({ row }) => row + 1));
  return (
    <div className={classes['lane']} data-hat={hat}>
      <div className={classes['name']}>
        <Hat hat={hat} />
        {forecast && (
          <span className={classes['standing']}>
            <LaneForecastWords forecast={forecast} over={over} />
          </span>
        )}
      </div>
      {forecast && <LaneForecastBar hat={hat} forecast={forecast} over={over} end={end} x={placeOf} />}
      <ul className={classes['track']} style={{ height: rows * ROW_HEIGHT }}>
        {placed.map(({ item, x, row, labelLeft }) => (
          <li key={item.id} style={{ top: row * ROW_HEIGHT }} className={classes['row']}>
            {item.submittedDay !== undefined && <Submission from={x} to={xOf(item.submittedDay, days, width)} />}
            <Link
              to={`/deliverables/${encodeURIComponent(item.id)}`}
              className={classes['item'] ?? ''}
              style={labelLeft ? { right: width - x - 7 } : { left: x - 7 }}
              data-left={labelLeft || undefined}
              aria-label={texts.engagement.timelineItem(
                item.title,
                showShortDay(item.dueOn),
                item.late ? texts.late : texts.deliverableStates[item.state],
              )}
            >
              <Mark hat={hat} item={item} />
              <span
                className={classes['label']}
                style={labelLeft ? undefined : { marginLeft: clearance(item, x) }}
                data-late={item.late || undefined}
              >
                {item.title}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** From the due day to the day of submission, with a tick at its end. */
function Submission({ from, to }: { from: number; to: number }): ReactNode {
  return (
    <span
      className={classes['submission']}
      aria-hidden="true"
      data-early={to < from || undefined}
      style={{ left: Math.min(from, to), width: Math.abs(to - from) }}
    />
  );
}

/** Outline while it is owed, filled once it is handed in, crossed when it is late. The shape is the hat's. */
function Mark({ hat, item }: { hat: HatName; item: TimelineItem }): ReactNode {
  const done = item.state === 'SUBMITTED' || item.state === 'ACCEPTED';
  return (
    <svg
      width="14"
      height="14"
      viewBox="0 0 14 14"
      aria-hidden="true"
      className={classes['mark']}
      data-hat={hat}
      data-done={done || undefined}
      data-late={item.late || undefined}
    >
      {hat === 'CTO' ? <rect x="2.5" y="2.5" width="9" height="9" rx="1" /> : <path d="M7 1 13 7 7 13 1 7z" />}
      {item.late && <path d="M4.5 4.5l5 5m0-5l-5 5" />}
    </svg>
  );
}
