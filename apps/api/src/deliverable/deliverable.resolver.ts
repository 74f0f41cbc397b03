import {
  acceptDeliverable,
  acknowledgeDueDateMove,
  assessDraft,
  importRevision,
  listRevisions,
  loadRevision,
  moveDueDate,
  requestChanges,
  saveRevision,
  submitDeliverable,
  waiveDeliverable,
  withdrawDueDateMove,
} from '@bicorne/application';
import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Engagement } from '../engagement/engagement.types.js';
import { engagementsById } from '../engagement/engagements-by-id.js';
import { Access } from '../graphql/access.js';
import { ConnectionArgs, pageOf } from '../graphql/connection.js';
import { BadUserInput } from '../graphql/errors.js';
import { IdArg } from '../graphql/global-id.js';
import { Ctx, type RequestContext } from '../graphql/request-context.js';
import { payloadWith } from '../graphql/user-error.js';
import { deliverableNow, deliverablePayload } from './deliverable-now.js';
import {
  AcceptDeliverableInput,
  AcceptDeliverablePayload,
  AcknowledgeDueDateMoveInput,
  AcknowledgeDueDateMovePayload,
  ImportRevisionInput,
  ImportRevisionPayload,
  MoveDueDateInput,
  MoveDueDatePayload,
  RequestChangesInput,
  RequestChangesPayload,
  SaveRevisionInput,
  SaveRevisionPayload,
  SubmitDeliverableInput,
  SubmitDeliverablePayload,
  WaiveDeliverableInput,
  WaiveDeliverablePayload,
  WithdrawDueDateMoveInput,
  WithdrawDueDateMovePayload,
} from './deliverable.payloads.js';
import {
  Assessment,
  Deliverable,
  DeliverableTemplate,
  EvidenceInput,
  Revision,
  RevisionConnection,
} from './deliverable.types.js';
import { deliverablesById, latestRevisions, revisionOf, templateOfDeliverable } from './deliverables-by-id.js';

@Resolver(() => Deliverable)
export class DeliverableResolver {
  @Query(() => Deliverable, {
    nullable: true,
    description: 'One deliverable; NOT_FOUND where the caller sees no such.',
  })
  @Access('SIGNED_IN')
  deliverable(@Ctx() context: RequestContext, @IdArg('id', 'Deliverable') id: string): Promise<Deliverable> {
    return context.require(deliverablesById, id);
  }

  @Query(() => Assessment, { description: 'The depth of a text as it would be if it were saved now. Saves nothing.' })
  @Access('MEMBER')
  async assessDraft(
    @Ctx() context: RequestContext,
    @IdArg('deliverableId', 'Deliverable') deliverableId: string,
    @Args('markdown', { type: () => String, description: 'The whole text.' }) markdown: string,
    @Args('evidence', {
      type: () => [EvidenceInput],
      nullable: true,
      description: 'As it would be saved; left out, that of the newest revision.',
    })
    evidence: EvidenceInput[] | null,
  ): Promise<Assessment> {
    const assessment = await assessDraft(context, { deliverableId, markdown, evidence });
    if (!assessment.ok) throw new BadUserInput(assessment.refusals[0]?.message ?? '', assessment.refusals[0]?.field);
    return assessment.value;
  }

  @ResolveField(() => Engagement, { description: 'In which it is owed.' })
  engagement(@Ctx() context: RequestContext, @Parent() { engagementId }: Deliverable): Promise<Engagement> {
    return context.require(engagementsById, engagementId);
  }

  @ResolveField(() => DeliverableTemplate, { description: 'What it is written to.' })
  template(@Ctx() context: RequestContext, @Parent() deliverable: Deliverable): Promise<DeliverableTemplate> {
    return templateOfDeliverable(context, deliverable);
  }

  @ResolveField(() => Revision, {
    nullable: true,
    description: 'The newest one; to a client the one last submitted. Null before any.',
  })
  latestRevision(@Ctx() context: RequestContext, @Parent() { id }: Deliverable): Promise<Revision | null> {
    return context.load(latestRevisions, id);
  }

  @ResolveField(() => RevisionConnection, { description: 'All of them, newest first, drafts too.' })
  @Access('MEMBER')
  revisions(
    @Ctx() context: RequestContext,
    @Parent() { id }: Deliverable,
    @Args() page: ConnectionArgs,
  ): Promise<RevisionConnection> {
    return pageOf(page, async (window) => {
      const slice = await context.transaction.run(context.caller, (tx) =>
        listRevisions(tx, { ...window, deliverableId: id }),
      );
      return { ...slice, rows: slice.rows.map((row) => revisionOf(row, context)) };
    });
  }

  @Mutation(() => SaveRevisionPayload, { description: 'Keeps a new revision and says how deep it is.' })
  @Access('MEMBER')
  saveRevision(@Ctx() context: RequestContext, @Args('input') input: SaveRevisionInput): Promise<SaveRevisionPayload> {
    return revisionPayload(context, saveRevision(context, input));
  }

  @Mutation(() => ImportRevisionPayload, { description: 'Takes the text of an uploaded file as a new revision.' })
  @Access('MEMBER')
  importRevision(
    @Ctx() context: RequestContext,
    @Args('input') input: ImportRevisionInput,
  ): Promise<ImportRevisionPayload> {
    return revisionPayload(context, importRevision(context, input));
  }

  @Mutation(() => SubmitDeliverablePayload, {
    description: 'Submits the latest revision. A thin one is taken, and raises THIN.',
  })
  @Access('MEMBER')
  submitDeliverable(
    @Ctx() context: RequestContext,
    @Args('input') input: SubmitDeliverableInput,
  ): Promise<SubmitDeliverablePayload> {
    return deliverablePayload(context, submitDeliverable(context, input));
  }

  @Mutation(() => AcceptDeliverablePayload, { description: 'The client takes the submitted deliverable.' })
  @Access('SPONSOR')
  acceptDeliverable(
    @Ctx() context: RequestContext,
    @Args('input') input: AcceptDeliverableInput,
  ): Promise<AcceptDeliverablePayload> {
    return deliverablePayload(context, acceptDeliverable(context, input));
  }

  @Mutation(() => RequestChangesPayload, { description: 'The client sends the submitted deliverable back.' })
  @Access('SPONSOR')
  requestChanges(
    @Ctx() context: RequestContext,
    @Args('input') input: RequestChangesInput,
  ): Promise<RequestChangesPayload> {
    return deliverablePayload(context, requestChanges(context, input));
  }

  @Mutation(() => WaiveDeliverablePayload, { description: 'The client gives it up: nothing is owed on it any more.' })
  @Access('SPONSOR')
  waiveDeliverable(
    @Ctx() context: RequestContext,
    @Args('input') input: WaiveDeliverableInput,
  ): Promise<WaiveDeliverablePayload> {
    return deliverablePayload(context, waiveDeliverable(context, input));
  }

  @Mutation(() => MoveDueDatePayload, {
    description: 'Asks for another due day; it counts once a sponsor acknowledges it.',
  })
  @Access('MEMBER')
  moveDueDate(@Ctx() context: RequestContext, @Args('input') input: MoveDueDateInput): Promise<MoveDueDatePayload> {
    return deliverablePayload(context, moveDueDate(context, input));
  }

  @Mutation(() => WithdrawDueDateMovePayload, { description: 'Takes the waiting due day back.' })
  @Access('MEMBER')
  withdrawDueDateMove(
    @Ctx() context: RequestContext,
    @Args('input') input: WithdrawDueDateMoveInput,
  ): Promise<WithdrawDueDateMovePayload> {
    return deliverablePayload(context, withdrawDueDateMove(context, input));
  }

  @Mutation(() => AcknowledgeDueDateMovePayload, { description: 'The sponsor acknowledges the waiting due day.' })
  @Access('SPONSOR')
  acknowledgeDueDateMove(
    @Ctx() context: RequestContext,
    @Args('input') input: AcknowledgeDueDateMoveInput,
  ): Promise<AcknowledgeDueDateMovePayload> {
    return deliverablePayload(context, acknowledgeDueDateMove(context, input));
  }
}

function revisionPayload(
  context: RequestContext,
  decision: ReturnType<typeof saveRevision>,
): Promise<SaveRevisionPayload> {
  return payloadWith(
    decision,
    async ({ deliverableId, revisionId }) => ({
      deliverable: await deliverableNow(context, deliverableId),
      revision: await revisionById(context, revisionId),
    }),
    { deliverable: null, revision: null },
  );
}

/** The very revision, whatever was saved after it. */
async function revisionById(context: RequestContext, id: string): Promise<Revision | null> {
  const row = await context.transaction.run(context.caller, (tx) => loadRevision(tx, id));
  return row && revisionOf(row, context);
}
