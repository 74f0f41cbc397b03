import type { ReactNode } from 'react';
import { daysBetween, showDay, showShortDay } from '../../format/days.js';
import { percent } from '../../format/figures.js';
import { type FragmentOf, graphql, readFragment } from '../../graphql/graphql.js';
import type { HatName } from '../../parts/Hat.js';
import { texts } from '../../texts/index.js';
import classes from './Timeline.module.css';

export const LaneForecastFragment = graphql(`
  fragment LaneForecast on HatForecast {
    plannedValue
    earnedValue
    totalValue
    earnedScheduleOn
    spi
    forecastOn
    endsOn
  }
`);

interface LaneForecastProps {
  hat: HatName;
  forecast: FragmentOf<typeof LaneForecastFragment>;
  /** Whether the engagement is over: then nothing is forecast any more. */
  over: boolean;
  /** The last day of the picture. */
  end: string;
  /** A day's place, in pixels. */
  x: (day: string) => number;
}

/** Behind a pace under this the work is behind its plan, as the rule AT_RISK has it. */
const ON_PLAN = 0.9;

/** How far along its plan the work stands, as a bar that should reach today, and the day on which it will be done. */
export function LaneForecastBar({ hat, forecast, over, end, x }: LaneForecastProps): ReactNode {
  const { earnedScheduleOn, forecastOn, totalValue } = readFragment(LaneForecastFragment, forecast);
  if (totalValue === 0) return null;
  return (
    <div className={classes['bar']} aria-hidden="true">
      <div className={classes['earned']} data-hat={hat} style={{ width: x(earnedScheduleOn) }} />
      {forecastOn !== null && !over && (
        <div
          className={classes['forecast']}
          data-hat={hat}
          data-beyond={forecastOn > end || undefined}
          style={{ left: x(forecastOn) }}
        />
      )}
    </div>
  );
}

/** The same in a sentence. */
export function LaneForecastWords({ forecast, over }: Pick<LaneForecastProps, 'forecast' | 'over'>): ReactNode {
  const { plannedValue, earnedValue, totalValue, earnedScheduleOn, spi, forecastOn, endsOn } = readFragment(
    LaneForecastFragment,
    forecast,
  );
  const words = texts.engagement.forecast;
  if (totalValue === 0) return words.nothingPlanned;
  const late = forecastOn === null ? 0 : daysBetween(endsOn, forecastOn);
  return (
    <>
      {words.earned(percent(earnedValue / totalValue), percent(plannedValue / totalValue))}{' '}
      {!over && spi !== null && spi < ON_PLAN && earnedValue > 0 && words.standsAt(showShortDay(earnedScheduleOn))}{' '}
      {!over &&
        spi !== null &&
        (forecastOn === null ? (
          <strong>{words.noEnd}</strong>
        ) : late > 0 ? (
          <strong>{words.doneAfter(showDay(forecastOn), late)}</strong>
        ) : (
          words.doneOn(showDay(forecastOn))
        ))}
    </>
  );
}
