import {
  assess,
  decideDeliverable,
  readEvidence,
  readMarkdown,
  refused,
  shingles,
  type Assessment,
  type Decided,
  type EvidenceInput,
  type Evidence,
} from '@bicorne/domain';
import { DeliverableEntity, EvidenceEntity, RevisionEntity, type Tx } from '@bicorne/persistence';
import type { UseCaseContext } from '../context.js';
import { recheckEngagement } from '../drift/recheck-engagement.js';
import { findDeliverable, latestRevisionOf, lockDeliverable, noteActivity, saveChange } from './change-deliverable.js';

export interface SaveRevisionInput {
  deliverableId: string;
  markdown: string;
  evidence?: EvidenceInput[] | null;
  /** Number of the revision that the writer began from; left out, whatever stands is followed. */
  baseRevision?: number | null;
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
    const change = decideDeliverable(
      { kind: 'SAVE' },
      {
        state: deliverable.state,
        latestRevision: latest && { number: latest.number },
        submittedRevision: deliverable.submittedRevision,
      },
      now,
    );
    if (!change.ok) return change;
    if (typeof input.baseRevision === 'number' && input.baseRevision !== deliverable.latestRevision)
      return refused({
        code: 'CONFLICT',
        field: 'baseRevision',
        message: `${latest?.savedBy ?? 'Somebody'} saved revision ${deliverable.latestRevision} in the meantime. Compare it with yours, then save on top of it.`,
      });

    const evidence = given ? given.value : await evidenceOf(tx, latest);
    const assessment = await assessRevision(tx, context, deliverable, markdown.value, evidence);
    const revision = tx.manager.create(RevisionEntity, {
      workspaceId: tx.scope.workspaceId,
      deliverableId: deliverable.id,
      clientId: deliverable.clientId,
      number: deliverable.latestRevision + 1,
      markdown: markdown.value,
      depth: assessment.depth,
      verdict: assessment.verdict,
      assessment,
      savedAt: now,
      savedBy: context.caller.name,
    });
    await tx.manager.insert(RevisionEntity, revision);
    if (evidence.length > 0)
      await tx.manager.insert(
        EvidenceEntity,
        evidence.map((piece) => ({
          workspaceId: tx.scope.workspaceId,
          revisionId: revision.id,
          clientId: deliverable.clientId,
          section: piece.section,
          kind: piece.kind,
          url: piece.url ?? null,
          statement: piece.statement ?? null,
        })),
      );
    await replaceShingles(tx, deliverable, markdown.value);
    await tx.manager.update(
      DeliverableEntity,
      { workspaceId: tx.scope.workspaceId, id: deliverable.id },
      { latestRevision: revision.number },
    );
    await saveChange(tx, context, deliverable, change.value, revision);
    if (assessment.depth > (latest?.depth ?? 0)) await noteActivity(tx, deliverable, 'REVISION_RAISED_DEPTH', now);
    await recheckEngagement(tx, context.services, deliverable.engagementId, now);
    return { ok: true, value: { deliverableId: deliverable.id, revisionId: revision.id } };
  });
}

/** The depth of a text as it would be if it were saved now; saves nothing. */
export async function assessDraft(
  context: UseCaseContext,
  input: { deliverableId: string; markdown: string },
): Promise<Decided<Assessment>> {
  const markdown = readMarkdown(input.markdown);
  if (!markdown.ok) return markdown;
  return context.transaction.run(context.caller, async (tx) => {
    const deliverable = await findDeliverable(tx, context, input.deliverableId);
    const evidence = await evidenceOf(tx, await latestRevisionOf(tx, deliverable));
    return { ok: true, value: await assessRevision(tx, context, deliverable, markdown.value, evidence) };
  });
}

async function assessRevision(
  tx: Tx,
  { services }: UseCaseContext,
  deliverable: DeliverableEntity,
  markdown: string,
  evidence: readonly Evidence[],
): Promise<Assessment> {
  const template = services.catalogue.template(deliverable.key);
  if (!template) throw new Error(`The catalogue has no template ${deliverable.key}`);
  return assess(template, markdown, { evidence, elsewhere: await sharedWithOthers(tx, deliverable, markdown) });
}

/** Those runs of the text that stand in another deliverable of the workspace too. */
async function sharedWithOthers(tx: Tx, { id }: DeliverableEntity, markdown: string): Promise<Set<number>> {
  const rows = await tx.query<{ hash: number }>(
    'select distinct hash from deliverable_shingle where hash = any($1::int[]) and deliverable_id <> $2',
    [[...shingles(markdown)], id],
  );
  return new Set(rows.map((row) => row.hash));
}

async function replaceShingles(tx: Tx, { id, clientId }: DeliverableEntity, markdown: string): Promise<void> {
  await tx.query('delete from deliverable_shingle where deliverable_id = $1', [id]);
  await tx.query(
    `insert into deliverable_shingle (workspace_id, hash, deliverable_id, client_id)
     select $1, hash, $2, $3 from unnest($4::int[]) as hash`,
    [tx.scope.workspaceId, id, clientId, [...shingles(markdown)]],
  );
}

async function evidenceOf(tx: Tx, revision: RevisionEntity | null): Promise<Evidence[]> {
  if (!revision) return [];
  const rows = await tx.manager.findBy(EvidenceEntity, {
    workspaceId: tx.scope.workspaceId,
    revisionId: revision.id,
  });
  return rows.map(({ section, kind, url, statement }) => ({
    section,
    kind,
    ...(url === null ? {} : { url }),
    ...(statement === null ? {} : { statement }),
  }));
}
