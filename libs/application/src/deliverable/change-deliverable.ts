import {
  decideDeliverable,
  thinSections,
  weakestCritical,
  type Decided,
  type DeliverableChange,
  type DeliverableCommand,
  type DeliverableFacts,
  type EngagementState,
  type Template,
} from '@bicorne/domain';
import { DeliverableEntity, HatActivityEntity, RevisionEntity, SubmissionEntity, type Tx } from '@bicorne/persistence';
import type { UseCaseContext } from '../context.js';
import { recheckEngagement } from '../drift/recheck-engagement.js';
import { NotFound } from '../errors.js';
import { engagementVisible, narrowedToPractitioner } from '../visibility.js';
import { tellEndpoints } from '../webhook/tell-endpoints.js';
import { keepOverlaps } from './keep-overlaps.js';
import { newsOfSubmitted } from './news-of-submitted.js';
import { templatesOf } from './template-of.js';

/**
 * Reads a deliverable that the caller may see and locks its engagement, so that two changes at once come one after the
 * other. The engagement and nothing else: a look at it locks it first too, and a lock on the deliverable would keep that
 * look from writing alerts about it while it keeps us from the engagement.
 *
 * @throws NotFound where it does not exist or is not the caller's to see
 */
export async function lockDeliverable(tx: Tx, context: UseCaseContext, id: string): Promise<DeliverableEntity> {
  return findDeliverable(tx, context, id, 'for update of e');
}

/** The same without the lock, for reading. */
export async function findDeliverable(
  tx: Tx,
  context: UseCaseContext,
  id: string,
  lock: '' | 'for update of e' = '',
): Promise<DeliverableEntity> {
  const [visible] = await tx.query(
    `select from deliverable d join engagement e on e.workspace_id = d.workspace_id and e.id = d.engagement_id
     where d.id = $1 and ${engagementVisible('$2')} ${lock}`,
    [id, narrowedToPractitioner(context.caller)],
  );
  if (!visible) throw new NotFound();
  return tx.manager.findOneByOrFail(DeliverableEntity, { workspaceId: tx.scope.workspaceId, id });
}

/** The newest revision; null where nothing was written yet. */
export async function latestRevisionOf(tx: Tx, deliverable: DeliverableEntity): Promise<RevisionEntity | null> {
  if (deliverable.latestRevision === 0) return null;
  return tx.manager.findOneBy(RevisionEntity, {
    workspaceId: tx.scope.workspaceId,
    deliverableId: deliverable.id,
    number: deliverable.latestRevision,
  });
}

/** What the domain looks at before a change of state. */
export async function factsOfDeliverable(
  tx: Tx,
  { engagementId, state, submittedRevision }: DeliverableEntity,
  latest: RevisionEntity | null,
): Promise<DeliverableFacts> {
  const [engagement] = await tx.query<{ state: EngagementState }>('select state from engagement where id = $1', [
    engagementId,
  ]);
  if (!engagement) throw new Error(`Deliverable of an engagement that is gone: ${engagementId}`);
  return {
    state,
    engagementState: engagement.state,
    latestRevision: latest && { number: latest.number },
    submittedRevision,
  };
}

/**
 * One change of a deliverable's state: decided by the domain, saved with the revision that counts from now on, and
 * followed by a look at its engagement, all in one transaction.
 *
 * @returns the deliverable's id
 * @throws NotFound as lockDeliverable
 */
export async function changeDeliverable(
  context: UseCaseContext,
  deliverableId: string,
  command: Exclude<DeliverableCommand, { kind: 'SAVE' }>,
): Promise<Decided<string>> {
  return context.transaction.run(context.caller, async (tx) => {
    const now = context.now();
    const deliverable = await lockDeliverable(tx, context, deliverableId);
    const latest = await latestRevisionOf(tx, deliverable);
    const change = decideDeliverable(command, await factsOfDeliverable(tx, deliverable, latest), now);
    if (!change.ok) return change;
    await saveChange(tx, context, deliverable, change.value, latest);
    if (command.kind === 'SUBMIT' && latest) await noteSubmission(tx, context, latest, now);
    if (change.value.state === 'ACCEPTED') await noteActivity(tx, deliverable, 'ACCEPTANCE', now);
    // What follows is the workspace's own business, also where a client contact brought it about.
    await tx.widenToWorkspace();
    if (command.kind === 'SUBMIT' && latest) {
      const news = await newsOfSubmitted(tx, context, deliverable, latest, now);
      await tellEndpoints(tx, deliverable.clientId, [news], now);
    }
    await recheckEngagement(tx, context.services, deliverable.engagementId, now);
    return { ok: true, value: deliverable.id };
  });
}

/**
 * Saves a change of state with the figures of the revision that stands for the deliverable from now on.
 *
 * @param deliverable as it was before the change
 */
export async function saveChange(
  tx: Tx,
  { services, now }: UseCaseContext,
  deliverable: DeliverableEntity,
  change: DeliverableChange,
  latest: RevisionEntity | null,
): Promise<void> {
  const { measuredBy, reason, withdrawsDueDateMove, ...columns } = change;
  let measured = {};
  if (measuredBy === 'LATEST_REVISION' && latest) {
    const template = (await templatesOf(tx, services.catalogue, [deliverable]))(deliverable)?.template;
    measured = figuresOf(latest, template);
    if (latest.number !== countedBefore(deliverable)) await keepOverlaps(tx, deliverable, latest.markdown);
  }
  if (withdrawsDueDateMove)
    await tx.query(
      `update due_date_move set withdrawn_at = $2
       where deliverable_id = $1 and acknowledged_at is null and withdrawn_at is null`,
      [deliverable.id, now()],
    );
  await tx.manager.update(
    DeliverableEntity,
    { workspaceId: tx.scope.workspaceId, id: deliverable.id },
    { ...columns, ...(reason === undefined ? {} : { stateNote: reason }), ...measured },
  );
}

/** Number of the revision that counted until now. */
function countedBefore({ state, submittedRevision, latestRevision }: DeliverableEntity): number | null {
  return state === 'SUBMITTED' ? submittedRevision : latestRevision;
}

/** The figures of a revision that are kept beside the deliverable. */
function figuresOf(
  { assessment, content }: Pick<RevisionEntity, 'assessment' | 'content'>,
  template: Template | undefined,
): Pick<DeliverableEntity, 'depth' | 'verdict' | 'weakestCritical' | 'thinSections' | 'content'> {
  return {
    depth: assessment.depth,
    verdict: assessment.verdict,
    weakestCritical: weakestCritical(assessment),
    thinSections: thinSections(assessment, template),
    content,
  };
}

/** Notes that a revision went to the client, with the depth that it had. */
async function noteSubmission(
  tx: Tx,
  { caller }: UseCaseContext,
  { deliverableId, clientId, number, depth, verdict }: RevisionEntity,
  now: Date,
): Promise<void> {
  await tx.manager.insert(SubmissionEntity, {
    workspaceId: tx.scope.workspaceId,
    deliverableId,
    clientId,
    revision: number,
    depth,
    verdict,
    submittedAt: now,
    submittedBy: caller.name,
  });
}

/** Notes that work was done under the deliverable's hat. */
export async function noteActivity(
  tx: Tx,
  { engagementId, clientId, hat }: Pick<DeliverableEntity, 'engagementId' | 'clientId' | 'hat'>,
  kind: HatActivityEntity['kind'],
  at: Date,
): Promise<void> {
  await tx.manager.insert(HatActivityEntity, {
    workspaceId: tx.scope.workspaceId,
    engagementId,
    clientId,
    hat,
    kind,
    at,
  });
}
