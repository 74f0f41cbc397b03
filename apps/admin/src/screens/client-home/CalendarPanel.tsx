import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { showShortDay, todayIn } from '../../format/days.js';
import { type FragmentOf, graphql, readFragment } from '../../graphql/graphql.js';
import { HatGlyph } from '../../parts/Hat.js';
import { Severity } from '../../parts/Marks.js';
import { Nothing, Panel } from '../../parts/Page.js';
import { texts } from '../../texts/index.js';
import classes from './ClientHome.module.css';

export const CalendarFragment = graphql(`
  fragment Calendar on Engagement {
    id
    endsOn
    timeZone
    calendarHats: hats {
      hat
      deliverables {
        id
        title
        state
        dueOn
        late
      }
    }
  }
`);

/** As many days as stand beside the documents of two hats. */
const SHOWN = 6;

/** What is still to come, the next day first; what is late stands before it. */
export function CalendarPanel(props: { engagement: FragmentOf<typeof CalendarFragment> }): ReactNode {
  const { endsOn, timeZone, calendarHats } = readFragment(CalendarFragment, props.engagement);
  const words = texts.clientHome;
  const today = todayIn(timeZone);
  const coming = calendarHats
    .flatMap(({ hat, deliverables }) => deliverables.map((deliverable) => ({ ...deliverable, hat })))
    .filter(({ state, late, dueOn }) => !HANDED_IN.includes(state) && (late || dueOn >= today))
    .sort((one, other) => one.dueOn.localeCompare(other.dueOn));
  return (
    <Panel
      title={words.calendar}
      aside={
        <Text size="sm">
          <Link to="/notices/preferences">{words.subscribe}</Link>
        </Text>
      }
    >
      {coming.length === 0 && <Nothing>{words.nothingDue}</Nothing>}
      <ol className={classes['days']}>
        {coming.slice(0, SHOWN).map(({ id, hat, title, dueOn, late }) => (
          <li key={id} className={classes['day']}>
            <time dateTime={dueOn}>{showShortDay(dueOn)}</time>
            <span className={classes['what']}>
              <HatGlyph hat={hat} label={texts.hats[hat]} /> <bdi>{title}</bdi>
            </span>
            {late && <Severity severity="CRITICAL">{texts.late}</Severity>}
          </li>
        ))}
        {endsOn >= today && (
          <li className={classes['day']} data-end>
            <time dateTime={endsOn}>{showShortDay(endsOn)}</time>
            <span className={classes['what']}>
              {coming.length > SHOWN ? words.lastDayAndMore(coming.length - SHOWN) : words.lastDay}
            </span>
          </li>
        )}
      </ol>
    </Panel>
  );
}

const HANDED_IN = ['SUBMITTED', 'ACCEPTED', 'WAIVED'];
