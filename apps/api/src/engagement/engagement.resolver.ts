import {
  assignHat,
  draftEngagement,
  listDecisions,
  listStandingAnswers,
  nameAiRiskOwner,
  recordStandingAnswer,
} from '@bicorne/application';
import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { alertPage } from '../alert/alert-of.js';
import { DriftAlertConnection } from '../alert/alert.types.js';
import { Client } from '../client/client.types.js';
import { clientsById } from '../client/clients-by-id.js';
import { decisionOf } from '../decision/decision-of.js';
import { DecisionConnection, DecisionFilter } from '../decision/decision.types.js';
import { Access } from '../graphql/access.js';
import { ConnectionArgs, pageOf } from '../graphql/connection.js';
import { IdArg } from '../graphql/global-id.js';
import { Ctx, type RequestContext } from '../graphql/request-context.js';
import {
  AssignHatInput,
  AssignHatPayload,
  DraftEngagementInput,
  DraftEngagementPayload,
  Engagement,
  NameAiRiskOwnerInput,
  NameAiRiskOwnerPayload,
  RecordStandingAnswerInput,
  RecordStandingAnswerPayload,
  StandingAnswerConnection,
} from './engagement.types.js';
import { engagementPayload, engagementsById } from './engagements-by-id.js';

@Resolver(() => Engagement)
export class EngagementResolver {
  @Query(() => Engagement, { nullable: true, description: 'One engagement; NOT_FOUND where the caller sees no such.' })
  @Access('SIGNED_IN')
  engagement(@Ctx() context: RequestContext, @IdArg('id', 'Engagement') id: string): Promise<Engagement> {
    return context.require(engagementsById, id);
  }

  @ResolveField(() => Client, { description: 'Whose it is.' })
  client(@Ctx() context: RequestContext, @Parent() { clientId }: Engagement): Promise<Client> {
    return context.require(clientsById, clientId);
  }

  @ResolveField(() => DecisionConnection, { description: 'The decision log, newest first.' })
  decisions(
    @Ctx() context: RequestContext,
    @Parent() { id }: Engagement,
    @Args() page: ConnectionArgs,
    @Args('filter', { type: () => DecisionFilter, nullable: true, description: 'Left out: all of them.' })
    filter: DecisionFilter | null,
  ): Promise<DecisionConnection> {
    return pageOf(page, async (window) => {
      const slice = await context.transaction.run(context.caller, (tx) =>
        listDecisions(tx, { ...window, engagementId: id, filter }, context.now()),
      );
      return { ...slice, rows: slice.rows.map(decisionOf) };
    });
  }

  @ResolveField(() => StandingAnswerConnection, {
    description: 'Every answer to the two test questions, newest first; `standingAnswers` has the newest to each.',
  })
  standingAnswerHistory(
    @Ctx() context: RequestContext,
    @Parent() { id }: Engagement,
    @Args() page: ConnectionArgs,
  ): Promise<StandingAnswerConnection> {
    return pageOf(page, async (window) => {
      const slice = await context.transaction.run(context.caller, (tx) =>
        listStandingAnswers(tx, { ...window, engagementId: id }),
      );
      const rows = slice.rows.map(({ answeredBy, ...answer }) => ({ ...answer, answeredBy: { name: answeredBy } }));
      return { ...slice, rows };
    });
  }

  @ResolveField(() => DriftAlertConnection, { description: 'Its drift alerts, newest first, the resolved ones too.' })
  @Access('MEMBER')
  driftAlerts(
    @Ctx() context: RequestContext,
    @Parent() { id }: Engagement,
    @Args() page: ConnectionArgs,
  ): Promise<DriftAlertConnection> {
    return alertPage(context, page, { engagementId: id }, 'NEWEST');
  }

  @Mutation(() => DraftEngagementPayload, { description: 'Drafts an engagement with its hats and what they owe.' })
  @Access('MEMBER')
  draftEngagement(
    @Ctx() context: RequestContext,
    @Args('input') input: DraftEngagementInput,
  ): Promise<DraftEngagementPayload> {
    return engagementPayload(context, draftEngagement(context, input));
  }

  @Mutation(() => NameAiRiskOwnerPayload, { description: 'Names the one person accountable for AI risk.' })
  @Access('MEMBER_OR_SPONSOR')
  nameAiRiskOwner(
    @Ctx() context: RequestContext,
    @Args('input') input: NameAiRiskOwnerInput,
  ): Promise<NameAiRiskOwnerPayload> {
    return engagementPayload(context, nameAiRiskOwner(context, input));
  }

  @Mutation(() => RecordStandingAnswerPayload, { description: 'Answers a test question; earlier answers are kept.' })
  @Access('MEMBER')
  recordStandingAnswer(
    @Ctx() context: RequestContext,
    @Args('input') input: RecordStandingAnswerInput,
  ): Promise<RecordStandingAnswerPayload> {
    return engagementPayload(context, recordStandingAnswer(context, input));
  }

  @Mutation(() => AssignHatPayload, {
    description: 'Changes who wears a hat, how much, or what they may spend. A sponsor changes the limits alone.',
  })
  @Access('MEMBER_OR_SPONSOR')
  assignHat(@Ctx() context: RequestContext, @Args('input') input: AssignHatInput): Promise<AssignHatPayload> {
    return engagementPayload(context, assignHat(context, input));
  }
}
