import type { ReactNode } from 'react';
import { showDay, showMoment } from '../../format/days.js';
import { type FragmentOf, graphql, readFragment } from '../../graphql/graphql.js';
import { Hat } from '../../parts/Hat.js';
import { Findings, isThin, StateWord } from '../../parts/Marks.js';
import { texts } from '../../texts/index.js';

export const DeliverableFactsFragment = graphql(`
  fragment DeliverableFacts on Deliverable {
    id
    hat
    state
    dueOn
    originalDueOn
    pendingDueOn
    submittedAt
    verdict
    late
  }
`);

/** The line under a deliverable's title: whose, where it stands, when it is due. */
export function DeliverableFacts(props: { deliverable: FragmentOf<typeof DeliverableFactsFragment> }): ReactNode {
  const { hat, state, dueOn, originalDueOn, pendingDueOn, submittedAt, verdict, late } = readFragment(
    DeliverableFactsFragment,
    props.deliverable,
  );
  const words = texts.deliverable;
  return (
    <>
      <Hat hat={hat} />
      <StateWord state={state} />
      <span>{words.due(showDay(dueOn))}</span>
      {originalDueOn !== dueOn && <span>{words.originalDue(showDay(originalDueOn))}</span>}
      {pendingDueOn && <span>{texts.engagement.movePending(showDay(pendingDueOn))}</span>}
      {submittedAt && <span>{words.submitted(showMoment(submittedAt))}</span>}
      <Findings late={late} thin={submittedAt !== null && isThin(verdict)} />
    </>
  );
}
