import { discardDraft, keepDraft, loadDrafts, reconcileDraft } from '@bicorne/application';
import { Args, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { BadUserInput } from '../graphql/errors.js';
import { IdArg } from '../graphql/global-id.js';
import { Ctx, type Batch, type RequestContext } from '../graphql/request-context.js';
import { deliverablePayload } from './deliverable-now.js';
import { Deliverable } from './deliverable.types.js';
import { fileOf } from './deliverables-by-id.js';
import {
  DeliverableDraft,
  DiscardDraftInput,
  DiscardDraftPayload,
  KeepDraftInput,
  KeepDraftPayload,
  Reconciliation,
} from './draft.types.js';

/** What the caller is writing on each deliverable. */
const drafts: Batch<DeliverableDraft> = async (context, ids) => {
  const rows = await context.transaction.run(context.caller, (tx) => loadDrafts(tx, context.caller, ids));
  const found = new Map(
    rows.map(({ deliverableId, evidence, ...draft }) => [
      deliverableId,
      { ...draft, evidence: evidence.map((piece) => ({ ...piece, file: fileOf(piece.file, context) })) },
    ]),
  );
  return ids.map((id) => found.get(id) ?? null);
};

@Resolver(() => Deliverable)
export class DraftResolver {
  @ResolveField(() => DeliverableDraft, {
    nullable: true,
    description: 'What the caller is writing; null where nothing, and to a token.',
  })
  @Access('MEMBER')
  draft(@Ctx() context: RequestContext, @Parent() { id }: Deliverable): Promise<DeliverableDraft | null> {
    return context.load(drafts, id);
  }

  @Query(() => Reconciliation, {
    description: "Holds the caller's writing against the newest revision, saved by another meanwhile. Saves nothing.",
  })
  @Access('MEMBER')
  async reconcileDraft(
    @Ctx() context: RequestContext,
    @IdArg('deliverableId', 'Deliverable') deliverableId: string,
    @Args('markdown', { type: () => String, description: "The caller's whole text." }) markdown: string,
    @Args('baseRevision', {
      type: () => Int,
      description: 'Number of the revision that it began from; 0 for the template.',
    })
    baseRevision: number,
  ): Promise<Reconciliation> {
    const reconciled = await reconcileDraft(context, { deliverableId, markdown, baseRevision });
    if (!reconciled.ok) throw new BadUserInput(reconciled.refusals[0]?.message ?? '', reconciled.refusals[0]?.field);
    return reconciled.value;
  }

  @Mutation(() => KeepDraftPayload, {
    description: 'Keeps what the caller is writing, for them alone. NO_PERSON for a token.',
  })
  @Access('MEMBER')
  keepDraft(@Ctx() context: RequestContext, @Args('input') input: KeepDraftInput): Promise<KeepDraftPayload> {
    return deliverablePayload(context, keepDraft(context, input));
  }

  @Mutation(() => DiscardDraftPayload, {
    description: 'Throws away what the caller was writing. NO_PERSON for a token.',
  })
  @Access('MEMBER')
  discardDraft(@Ctx() context: RequestContext, @Args('input') input: DiscardDraftInput): Promise<DiscardDraftPayload> {
    return deliverablePayload(context, discardDraft(context, input));
  }
}
