import {
  approveDecision,
  checkDecision,
  listDecisionsToRevisit,
  narrowedToPractitioner,
  recordDecision,
  signOffDecision,
} from '@bicorne/application';
import { Args, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { DriftSignal } from '../drift/drift.types.js';
import { Engagement } from '../engagement/engagement.types.js';
import { engagementsById } from '../engagement/engagements-by-id.js';
import { Access } from '../graphql/access.js';
import { ConnectionArgs, pageOf } from '../graphql/connection.js';
import { BadUserInput } from '../graphql/errors.js';
import { IdArg } from '../graphql/global-id.js';
import { Ctx, type RequestContext } from '../graphql/request-context.js';
import { DateScalar } from '../graphql/scalars.js';
import { payloadWith } from '../graphql/user-error.js';
import { decisionNow, decisionOf, decisionsById, signalsByDecision, standingByDecision } from './decision-of.js';
import {
  ApproveDecisionInput,
  ApproveDecisionPayload,
  CheckDecisionInput,
  Decision,
  DecisionConnection,
  RecordDecisionInput,
  RecordDecisionPayload,
  SignOffDecisionInput,
  SignOffDecisionPayload,
} from './decision.types.js';

@Resolver(() => Decision)
export class DecisionResolver {
  @Query(() => Decision, { nullable: true, description: 'One decision; NOT_FOUND where the caller sees no such.' })
  @Access('SIGNED_IN')
  decision(@Ctx() context: RequestContext, @IdArg('id', 'Decision') id: string): Promise<Decision> {
    return context.require(decisionsById, id);
  }

  @Query(() => DecisionConnection, {
    description: "The decisions in force of the caller's running engagements to look at again, the soonest first.",
  })
  @Access('SIGNED_IN')
  decisionsToRevisit(
    @Ctx() context: RequestContext,
    @Args() page: ConnectionArgs,
    @Args('until', { type: () => DateScalar, nullable: true, description: 'Left out: whatever the day.' })
    until: string | null,
  ): Promise<DecisionConnection> {
    const practitionerId = narrowedToPractitioner(context.caller);
    return pageOf(page, async (window) => {
      const slice = await context.transaction.run(context.caller, (tx) =>
        listDecisionsToRevisit(tx, { ...window, until, practitionerId }),
      );
      return { ...slice, rows: slice.rows.map(decisionOf) };
    });
  }

  @Query(() => [DriftSignal], {
    description: 'What the rules would find if it were recorded now, and do not find without it. Records nothing.',
  })
  @Access('MEMBER')
  async checkDecision(
    @Ctx() context: RequestContext,
    @Args('input') input: CheckDecisionInput,
  ): Promise<DriftSignal[]> {
    const checked = await checkDecision(context, input);
    if (!checked.ok) throw new BadUserInput(checked.refusals[0]?.message ?? '', checked.refusals[0]?.field);
    return checked.value;
  }

  @ResolveField(() => Engagement, { description: 'In which it was taken.' })
  engagement(@Ctx() context: RequestContext, @Parent() { engagementId }: Decision): Promise<Engagement> {
    return context.require(engagementsById, engagementId);
  }

  @ResolveField(() => Decision, { nullable: true, description: 'The earlier decision whose place it took.' })
  async supersedes(@Ctx() context: RequestContext, @Parent() { supersedesId }: Decision): Promise<Decision | null> {
    return supersedesId === null ? null : context.load(decisionsById, supersedesId);
  }

  @ResolveField(() => Decision, { nullable: true, description: 'The later decision that took its place.' })
  async supersededBy(@Ctx() context: RequestContext, @Parent() { supersededById }: Decision): Promise<Decision | null> {
    return supersededById === null ? null : context.load(decisionsById, supersededById);
  }

  @ResolveField(() => Int, {
    nullable: true,
    description: 'Version of the charter that was in force when it was taken; null where none was.',
  })
  async charterVersion(@Ctx() context: RequestContext, @Parent() { id }: Decision): Promise<number | null> {
    return (await context.load(standingByDecision, id))?.charterVersion ?? null;
  }

  @ResolveField(() => Boolean, {
    description: 'Whether what it spends passes a limit, so that a sponsor approves it; also where one has.',
  })
  async approvalNeeded(@Ctx() context: RequestContext, @Parent() { id }: Decision): Promise<boolean> {
    return (await context.load(standingByDecision, id))?.approvalNeeded ?? false;
  }

  @ResolveField(() => [DriftSignal], { description: 'What the rules find about it now.' })
  async signals(@Ctx() context: RequestContext, @Parent() { id }: Decision): Promise<DriftSignal[]> {
    return (await context.load(signalsByDecision, id)) ?? [];
  }

  @Mutation(() => RecordDecisionPayload, { description: 'Puts a decision into the log, and checks it at once.' })
  @Access('MEMBER')
  recordDecision(
    @Ctx() context: RequestContext,
    @Args('input') input: RecordDecisionInput,
  ): Promise<RecordDecisionPayload> {
    return payloadWith(recordDecision(context, input), ({ decisionId }) => decisionNow(context, decisionId), {
      decision: null,
    });
  }

  @Mutation(() => SignOffDecisionPayload, {
    description: 'A hat agrees to a JOINT decision, with a reason of its own. One person with both hats signs twice.',
  })
  @Access('MEMBER')
  signOffDecision(
    @Ctx() context: RequestContext,
    @Args('input') input: SignOffDecisionInput,
  ): Promise<SignOffDecisionPayload> {
    return payloadWith(signOffDecision(context, input), ({ decisionId }) => decisionNow(context, decisionId), {
      decision: null,
    });
  }

  @Mutation(() => ApproveDecisionPayload, { description: 'A sponsor approves what a decision spends over a limit.' })
  @Access('SPONSOR')
  approveDecision(
    @Ctx() context: RequestContext,
    @Args('input') input: ApproveDecisionInput,
  ): Promise<ApproveDecisionPayload> {
    return payloadWith(approveDecision(context, input), ({ decisionId }) => decisionNow(context, decisionId), {
      decision: null,
    });
  }
}
