import {
  decided,
  decideDeliverable,
  readContent,
  readEvidence,
  readMarkdown,
  refused,
  workShown,
  type Assessment,
  type Decided,
  type EvidenceInput,
} from '@bicorne/domain';
import { DeliverableEntity, RevisionEntity } from '@bicorne/persistence';
import type { UseCaseContext } from '../context.js';
import { recheckEngagement } from '../drift/recheck-engagement.js';
import {
  factsOfDeliverable,
  findDeliverable,
  latestRevisionOf,
  lockDeliverable,
  noteActivity,
  saveChange,
} from './change-deliverable.js';
import { earlierWork } from './earlier-work.js';
import { forgetDraft } from './keep-draft.js';
import { keepShingles, measureRevision } from './measure-revision.js';
import { evidenceOf, keepEvidence, withFiles } from './revision-evidence.js';
import { templateOf } from './template-of.js';

export interface SaveRevisionInput {
  deliverableId: string;
  markdown: string;
  evidence?: EvidenceInput[] | null;
  /** Number of the revision that the writer began from; left out, whatever stands is followed. */
  baseRevision?: number | null;
  /** The uploaded file that the text was taken from; it is one of the deliverable's engagement. */
  fileId?: string | null;
}

/**
 * Keeps a new revision with its assessment. The evidence given replaces that of the revision before; left out, the
 * earlier evidence stays. Refused with CONFLICT where another saved after `baseRevision`.
 *
 * @returns the ids of the deliverable and of the revision
 * @throws NotFound where the deliverable does not exist or is not the caller's to see
 */
export async function saveRevision(
  context: UseCaseContext,
  input: SaveRevisionInput,
): Promise<Decided<{ deliverableId: string; revisionId: string }>> {
  const markdown = readMarkdown(input.markdown);
  if (!markdown.ok) return markdown;
  const given = input.evidence ? readEvidence(input.evidence) : null;
  if (given && !given.ok) return given;
  return context.transaction.run(context.caller, async (tx) => {
    const now = context.now();
    const deliverable = await lockDeliverable(tx, context, input.deliverableId);
    const latest = await latestRevisionOf(tx, deliverable);
    const change = decideDeliverable({ kind: 'SAVE' }, await factsOfDeliverable(tx, deliverable, latest), now);
    if (!change.ok) return change;
    if (typeof input.baseRevision === 'number' && input.baseRevision !== deliverable.latestRevision)
      return refused({
        code: 'CONFLICT',
        field: 'baseRevision',
        message: `${latest?.savedBy ?? 'Somebody'} saved revision ${deliverable.latestRevision} in the meantime. Compare it with yours, then save on top of it.`,
      });

    const evidence = given ? await withFiles(tx, deliverable, given.value) : decided(await evidenceOf(tx, latest));
    if (!evidence.ok) return evidence;
    const { template } = await templateOf(tx, context.services.catalogue, deliverable);
    const measured = await measureRevision(tx, deliverable, template, markdown.value, evidence.value);
    const { assessment, sources, ownSources } = measured;
    const work = workShown(await earlierWork(tx, deliverable, ownSources), {
      depth: assessment.depth,
      sources: ownSources,
    });
    const revision = tx.manager.create(RevisionEntity, {
      workspaceId: tx.scope.workspaceId,
      deliverableId: deliverable.id,
      clientId: deliverable.clientId,
      number: deliverable.latestRevision + 1,
      markdown: markdown.value,
      depth: assessment.depth,
      verdict: assessment.verdict,
      assessment,
      content: readContent(markdown.value, template),
      sources,
      fileId: input.fileId ?? null,
      savedAt: now,
      savedBy: context.caller.name,
    });
    await tx.manager.insert(RevisionEntity, revision);
    await keepEvidence(tx, revision, evidence.value);
    await keepShingles(tx, deliverable, markdown.value);
    // A file that was taken in is not what its uploader was writing: that stays theirs to put together with it.
    if (!input.fileId) await forgetDraft(tx, context.caller, deliverable.id);
    await tx.manager.update(
      DeliverableEntity,
      { workspaceId: tx.scope.workspaceId, id: deliverable.id },
      { latestRevision: revision.number },
    );
    await saveChange(tx, context, deliverable, change.value, revision);
    if (work) await noteActivity(tx, deliverable, work, now);
    await recheckEngagement(tx, context.services, deliverable.engagementId, now);
    return { ok: true, value: { deliverableId: deliverable.id, revisionId: revision.id } };
  });
}

/**
 * The depth of a text as it would be if it were saved now; saves nothing. Evidence that is left out is that of the newest
 * revision.
 */
export async function assessDraft(
  context: UseCaseContext,
  input: { deliverableId: string; markdown: string; evidence?: EvidenceInput[] | null },
): Promise<Decided<Assessment>> {
  const markdown = readMarkdown(input.markdown);
  if (!markdown.ok) return markdown;
  const given = input.evidence ? readEvidence(input.evidence) : null;
  if (given && !given.ok) return given;
  return context.transaction.run(context.caller, async (tx) => {
    const deliverable = await findDeliverable(tx, context, input.deliverableId);
    const evidence = given
      ? await withFiles(tx, deliverable, given.value)
      : decided(await evidenceOf(tx, await latestRevisionOf(tx, deliverable)));
    if (!evidence.ok) return evidence;
    const { template } = await templateOf(tx, context.services.catalogue, deliverable);
    const { assessment } = await measureRevision(tx, deliverable, template, markdown.value, evidence.value);
    return { ok: true, value: assessment };
  });
}
