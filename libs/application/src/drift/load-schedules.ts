import {
  dayOf,
  depthHistory,
  hatsOf,
  quarterForecast,
  quarterOn,
  type CalendarDay,
  type DepthPoint,
  type Hat,
  type HatForecast,
  type Quarter,
  type ScheduledDeliverable,
  type ScheduleFacts,
  type Shape,
} from '@bicorne/domain';
import type { Tx } from '@bicorne/persistence';
import { engagementVisible } from '../visibility.js';

/** How the hats of an engagement stand against the plan of a quarter. */
export interface QuarterForecastView {
  /** Of the engagement. */
  id: string;
  quarter: Quarter;
  /** CTO first. */
  hats: HatForecast[];
}

/** How the depth of the hats of an engagement grew over a quarter. */
export interface DepthHistoryView {
  /** Of the engagement. */
  id: string;
  /** CTO first. */
  hats: { hat: Hat; points: DepthPoint[] }[];
}

/** Which engagements: of these ids those that have begun and that the caller may see. */
export interface WhichEngagements {
  ids: readonly string[];
  /** Narrows to engagements in which this member wears a hat; null for no narrowing. */
  practitionerId: string | null;
}

/**
 * The earned-schedule forecasts of the quarter that runs; one statement however many. Of an engagement that is paused or
 * closed, as it stood at that moment.
 */
export async function loadForecasts(tx: Tx, which: WhichEngagements, now: Date): Promise<QuarterForecastView[]> {
  const schedules = await loadSchedules<ScheduledDeliverable>(tx, which, now, "'depth', d.depth");
  return schedules.map(({ id, moment, ...facts }) => ({ id, ...quarterForecast(facts, moment) }));
}

/**
 * The depth of each hat over the quarter that runs, at most one point a day; one statement however many. Of an engagement
 * that is paused or closed, up to that moment.
 */
export async function loadDepthHistories(tx: Tx, which: WhichEngagements, now: Date): Promise<DepthHistoryView[]> {
  const schedules = await loadSchedules<PlannedWork>(tx, which, now, `'revisions', ${REVISIONS_THAT_COUNTED}`);
  return schedules.map(({ id, shape, quarters, moment, deliverables, ...time }) => {
    const quarter = quarterOn(quarters, dayOf(moment, time.timeZone));
    const of = (hat: Hat) =>
      deliverables
        .filter((deliverable) => deliverable.hat === hat)
        .map(({ revisions, ...one }) => ({
          ...one,
          revisions: revisions.map(({ at, depth }) => ({ at: new Date(at), depth })),
        }));
    return { id, hats: hatsOf(shape).map((hat) => ({ hat, points: depthHistory(of(hat), quarter, time, moment) })) };
  });
}

type PlannedWork = Omit<ScheduledDeliverable, 'depth'> & { revisions: { at: string; depth: number }[] };

interface Schedule<Deliverable> extends Omit<ScheduleFacts, 'deliverables'> {
  id: string;
  deliverables: Deliverable[];
  /** Now, or when it was paused or closed. */
  moment: Date;
}

/** A schedule as the database packs it. */
interface PackedSchedule<Deliverable> {
  id: string;
  shape: Shape;
  timeZone: string;
  stoppedAt: string | null;
  workingCalendar: { workingDays: number[]; holidays: CalendarDay[] };
  quarters: Quarter[];
  pauses: { from: string; to: string }[];
  deliverables: Deliverable[];
}

/**
 * The last revision of each day that counted, with the moment from which it did: when it was saved, but while another lay
 * with the client when it was submitted, and never where it was not. `d` is the deliverable, `e` the engagement. Of an
 * earlier round with the client it is not kept when that ended, so that its revisions count from their submission.
 */
const REVISIONS_THAT_COUNTED = `(select coalesce(json_agg(json_build_object('at', day.at, 'depth', day.depth)), '[]'::json)
  from (
    select distinct on ((counted.at at time zone e.time_zone)::date) counted.at, counted.depth
    from (
      select r.depth, case
          when not exists (select from submission s where s.workspace_id = r.workspace_id
            and s.deliverable_id = r.deliverable_id and s.submitted_at <= r.saved_at
            and s.submitted_at > coalesce(case when d.sent_back_at <= r.saved_at then d.sent_back_at end, '-infinity'))
          then r.saved_at
          else own.submitted_at
        end as at
      from revision r
      left join submission own on own.workspace_id = r.workspace_id and own.deliverable_id = r.deliverable_id
        and own.revision = r.number
      where r.workspace_id = d.workspace_id and r.deliverable_id = d.id) counted
    where counted.at is not null
    order by (counted.at at time zone e.time_zone)::date, counted.at desc) day)`;

/** @param more what each deliverable has besides its plan, as the inside of json_build_object */
async function loadSchedules<Deliverable>(
  tx: Tx,
  { ids, practitionerId }: WhichEngagements,
  now: Date,
  more: string,
): Promise<Schedule<Deliverable>[]> {
  const rows = await tx.query<{ schedule: PackedSchedule<Deliverable> }>(
    `select json_build_object('id', e.id, 'shape', e.shape, 'timeZone', e.time_zone,
       'stoppedAt', coalesce(e.closed_at, (select b.paused_at from pause b where b.workspace_id = e.workspace_id
          and b.engagement_id = e.id and b.resumed_at is null)),
       'workingCalendar', json_build_object('workingDays', w.working_days, 'holidays', w.holidays),
       'quarters', (select json_agg(json_build_object('number', q.number, 'from', q.from_day, 'to', q.to_day))
         from quarter q where q.workspace_id = e.workspace_id and q.engagement_id = e.id),
       'pauses', coalesce((select json_agg(json_build_object('from', b.paused_at, 'to', b.resumed_at))
         from pause b where b.workspace_id = e.workspace_id and b.engagement_id = e.id
           and b.resumed_at is not null), '[]'::json),
       'deliverables', coalesce((select json_agg(json_build_object('hat', d.hat, 'state', d.state, 'dueOn', d.due_on,
           'quarter', d.quarter, 'weight', d.weight, ${more}))
         from deliverable d where d.workspace_id = e.workspace_id and d.engagement_id = e.id), '[]'::json)) as schedule
     from engagement e
     join workspace w on w.id = e.workspace_id
     where e.id = any($1::uuid[]) and e.state <> 'DRAFT' and ${engagementVisible('$2')}`,
    [ids, practitionerId],
  );
  return rows.map(({ schedule: { stoppedAt, pauses, ...facts } }) => ({
    ...facts,
    pauses: pauses.map(({ from, to }) => ({ from: new Date(from), to: new Date(to) })),
    moment: stoppedAt === null ? now : new Date(stoppedAt),
  }));
}
