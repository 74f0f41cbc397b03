import type { StandingQuestion } from '@bicorne/domain';
import type { Tx } from '@bicorne/persistence';
import type { Slice, Window } from '../paging.js';

export interface StandingAnswerView {
  question: StandingQuestion;
  answer: string;
  answeredAt: Date;
  answeredBy: string;
}

/** Every answer that was given to the test questions of an engagement, the newest first. */
export async function listStandingAnswers(
  tx: Tx,
  { engagementId, offset, limit }: Window & { engagementId: string },
): Promise<Slice<StandingAnswerView>> {
  const rows = await tx.query<StandingAnswerView>(
    `select question, answer, answered_at as "answeredAt", answered_by as "answeredBy" from standing_answer
     where engagement_id = $1 order by answered_at desc, id offset $2 limit $3`,
    [engagementId, offset, limit],
  );
  const [count] = await tx.query<{ count: number }>(
    'select count(*)::int as count from standing_answer where engagement_id = $1',
    [engagementId],
  );
  return { rows, totalCount: count?.count ?? 0 };
}
