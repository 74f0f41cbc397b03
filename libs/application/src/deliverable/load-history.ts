import type { CalendarDay, Verdict } from '@bicorne/domain';
import type { Tx } from '@bicorne/persistence';

/** One time that a revision went to the client. */
export interface SubmissionView {
  deliverableId: string;
  /** Number of the revision. */
  revision: number;
  at: Date;
  by: string;
  /** What the revision had then. */
  depth: number;
  verdict: Verdict;
}

/** A due date that was asked to move, and what became of it. */
export interface DueDateMoveView {
  deliverableId: string;
  from: CalendarDay;
  to: CalendarDay;
  reason: string;
  movedBy: string;
  movedAt: Date;
  acknowledgedBy: string | null;
  acknowledgedAt: Date | null;
  withdrawnAt: Date | null;
}

/** A deliverable is submitted and moved a few times; more than this of one are not shown. */
const SHOWN = 100;

/** The submissions of these deliverables, each's oldest first. Who may see a deliverable may see them. */
export function loadSubmissions(tx: Tx, deliverableIds: readonly string[]): Promise<SubmissionView[]> {
  return tx.query<SubmissionView>(
    `select s.deliverable_id as "deliverableId", s.revision, s.submitted_at as at, s.submitted_by as by, s.depth, s.verdict
     from unnest($1::uuid[]) as wanted(id)
     cross join lateral (select * from submission x where x.deliverable_id = wanted.id
       order by x.revision desc limit ${SHOWN}) s
     order by s.revision`,
    [deliverableIds],
  );
}

/** The moves of the due dates of these deliverables, each's oldest first, those that were taken back too. */
export function loadDueDateMoves(tx: Tx, deliverableIds: readonly string[]): Promise<DueDateMoveView[]> {
  return tx.query<DueDateMoveView>(
    `select m.deliverable_id as "deliverableId", m.from_day as from, m.to_day as to, m.reason, m.moved_by as "movedBy",
       m.moved_at as "movedAt", m.acknowledged_by as "acknowledgedBy", m.acknowledged_at as "acknowledgedAt",
       m.withdrawn_at as "withdrawnAt"
     from unnest($1::uuid[]) as wanted(id)
     cross join lateral (select * from due_date_move x where x.deliverable_id = wanted.id
       order by x.moved_at desc limit ${SHOWN}) m
     order by m.moved_at`,
    [deliverableIds],
  );
}
