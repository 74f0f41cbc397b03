import { differenceBudget, textDifference, type TextPart } from '@bicorne/documents';
import { readDraft, reconcile, refused, type Decided, type ReconciledSection } from '@bicorne/domain';
import type { UseCaseContext } from '../context.js';
import { findDeliverable } from './change-deliverable.js';
import { templateOf } from './template-of.js';

export interface ReconcileDraftInput {
  deliverableId: string;
  /** What the caller wrote; may be blank. */
  markdown: string;
  /** Number of the revision that it began from; 0 for the template. */
  baseRevision: number;
}

export interface Reconciliation {
  /** Number of the revision that it is held against. */
  revision: number;
  sections: (ReconciledSection & {
    /** From theirs to mine; empty where both say the same. */
    parts: TextPart[];
  })[];
}

/**
 * Holds the caller's writing against the newest revision, which somebody else saved meanwhile: section by section who
 * changed what since both began. Saves nothing. Refused with NOTHING_WRITTEN before a first revision, and with OUT_OF_RANGE
 * where the base is none of the deliverable's.
 *
 * @throws NotFound where the deliverable does not exist or is not the caller's to see
 */
export async function reconcileDraft(
  context: UseCaseContext,
  input: ReconcileDraftInput,
): Promise<Decided<Reconciliation>> {
  const mine = readDraft(input.markdown);
  if (!mine.ok) return mine;
  return context.transaction.run(context.caller, async (tx) => {
    const deliverable = await findDeliverable(tx, context, input.deliverableId);
    const { latestRevision } = deliverable;
    if (latestRevision === 0)
      return refused({
        code: 'NOTHING_WRITTEN',
        field: 'deliverableId',
        message: 'Nobody has saved a revision yet: there is nothing to hold yours against.',
      });
    const rows = await tx.query<{ number: number; markdown: string }>(
      'select number, markdown from revision where deliverable_id = $1 and number = any($2::int[])',
      [deliverable.id, [input.baseRevision, latestRevision]],
    );
    const textOf = (number: number): string | undefined => rows.find((row) => row.number === number)?.markdown;
    const base =
      input.baseRevision === 0
        ? (await templateOf(tx, context.services.catalogue, deliverable)).markdown
        : textOf(input.baseRevision);
    if (base === undefined)
      return refused({
        code: 'OUT_OF_RANGE',
        field: 'baseRevision',
        message: `There is no revision ${input.baseRevision}: the newest is ${latestRevision}.`,
      });
    const budget = differenceBudget();
    return {
      ok: true,
      value: {
        revision: latestRevision,
        sections: reconcile(base, mine.value, textOf(latestRevision) ?? '').map((section) => ({
          ...section,
          parts: section.changedBy === 'NOBODY' ? [] : textDifference(section.theirs ?? '', section.mine ?? '', budget),
        })),
      },
    };
  });
}
