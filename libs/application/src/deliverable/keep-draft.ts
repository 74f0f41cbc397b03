import { decided, readDraft, readEvidence, refused, type Decided, type EvidenceInput } from '@bicorne/domain';
import type { Caller } from '@bicorne/identity';
import { DeliverableDraftEntity, type Tx } from '@bicorne/persistence';
import type { UseCaseContext } from '../context.js';
import { findDeliverable } from './change-deliverable.js';
import { FILE_OBJECT, type EvidenceView } from './load-deliverables.js';
import { withFiles } from './revision-evidence.js';

export interface KeepDraftInput {
  deliverableId: string;
  /** May be blank. */
  markdown: string;
  evidence: EvidenceInput[];
  /** Number of the revision that the writing began from; 0 for none. */
  baseRevision: number;
}

/** What one person is writing on a deliverable and has not saved as a revision. */
export interface DraftView {
  deliverableId: string;
  baseRevision: number;
  markdown: string;
  evidence: Omit<EvidenceView, 'id'>[];
  keptAt: Date;
}

/**
 * Keeps what the caller is writing, in place of what was kept of it before. No revision: nobody else sees it, and nothing
 * is measured by it. A token stands for no person and is refused (NO_PERSON).
 *
 * @returns the deliverable's id
 * @throws NotFound where the deliverable does not exist or is not the caller's to see
 */
export async function keepDraft(context: UseCaseContext, input: KeepDraftInput): Promise<Decided<string>> {
  const { memberId } = context.caller;
  if (memberId === null) return noPerson();
  const markdown = readDraft(input.markdown);
  if (!markdown.ok) return markdown;
  const given = readEvidence(input.evidence);
  if (!given.ok) return given;
  return context.transaction.run(context.caller, async (tx) => {
    const deliverable = await findDeliverable(tx, context, input.deliverableId);
    if (input.baseRevision < 0 || input.baseRevision > deliverable.latestRevision)
      return refused({
        code: 'OUT_OF_RANGE',
        field: 'baseRevision',
        message: `The newest revision is ${deliverable.latestRevision}: writing begins from one of 0 to that.`,
      });
    const evidence = await withFiles(tx, deliverable, given.value);
    if (!evidence.ok) return evidence;
    await tx.manager.upsert(
      DeliverableDraftEntity,
      {
        workspaceId: tx.scope.workspaceId,
        deliverableId: deliverable.id,
        memberId,
        baseRevision: input.baseRevision,
        markdown: markdown.value,
        evidence: evidence.value,
        keptAt: context.now(),
      },
      ['workspaceId', 'deliverableId', 'memberId'],
    );
    return decided(deliverable.id);
  });
}

/**
 * Throws away what the caller was writing; a second time changes nothing.
 *
 * @returns the deliverable's id
 * @throws NotFound where the deliverable does not exist or is not the caller's to see
 */
export async function discardDraft(
  context: UseCaseContext,
  { deliverableId }: { deliverableId: string },
): Promise<Decided<string>> {
  if (context.caller.memberId === null) return noPerson();
  return context.transaction.run(context.caller, async (tx) => {
    const { id } = await findDeliverable(tx, context, deliverableId);
    await forgetDraft(tx, context.caller, id);
    return decided(id);
  });
}

/** What the caller is writing on each of these deliverables; those without are left out. */
export async function loadDrafts(
  tx: Tx,
  { memberId }: Pick<Caller, 'memberId'>,
  deliverableIds: readonly string[],
): Promise<DraftView[]> {
  if (memberId === null) return [];
  return tx.query<DraftView>(
    `select w.deliverable_id as "deliverableId", w.base_revision as "baseRevision", w.markdown, w.kept_at as "keptAt",
       coalesce((select json_agg(json_build_object('section', v->>'section', 'kind', v->>'kind', 'url', v->>'url',
           'statement', v->>'statement', 'file', (select ${FILE_OBJECT} from file f
             where f.workspace_id = w.workspace_id and f.id = (v->>'fileId')::uuid)) order by place)
         from jsonb_array_elements(w.evidence) with ordinality as piece (v, place)), '[]'::json) as evidence
     from deliverable_draft w where w.deliverable_id = any($1::uuid[]) and w.member_id = $2`,
    [deliverableIds, memberId],
  );
}

/** Once it is a revision, it is no draft any more. */
export async function forgetDraft(
  tx: Tx,
  { memberId }: Pick<Caller, 'memberId'>,
  deliverableId: string,
): Promise<void> {
  if (memberId === null) return;
  await tx.manager.delete(DeliverableDraftEntity, { workspaceId: tx.scope.workspaceId, deliverableId, memberId });
}

function noPerson(): Decided<never> {
  return refused({ code: 'NO_PERSON', message: 'A token stands for no person: save a revision, or sign in to write.' });
}
