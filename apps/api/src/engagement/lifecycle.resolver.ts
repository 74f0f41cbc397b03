import {
  completeEngagement,
  endEngagementEarly,
  pauseEngagement,
  renewEngagement,
  resumeEngagement,
  startEngagement,
} from '@bicorne/application';
import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { Ctx, type RequestContext } from '../graphql/request-context.js';
import { engagementPayload } from './engagements-by-id.js';
import { StartEngagementInput, StartEngagementPayload } from './engagement.types.js';
import {
  CompleteEngagementInput,
  CompleteEngagementPayload,
  EndEngagementEarlyInput,
  EndEngagementEarlyPayload,
  PauseEngagementInput,
  PauseEngagementPayload,
  RenewEngagementInput,
  RenewEngagementPayload,
  ResumeEngagementInput,
  ResumeEngagementPayload,
} from './lifecycle.types.js';

/** How an engagement runs. After the start it is for who leads the practice: it changes what the client is owed. */
@Resolver()
export class LifecycleResolver {
  @Mutation(() => StartEngagementPayload, { description: 'Starts an engagement that is ready.' })
  @Access('MEMBER')
  startEngagement(
    @Ctx() context: RequestContext,
    @Args('input') input: StartEngagementInput,
  ): Promise<StartEngagementPayload> {
    return engagementPayload(context, startEngagement(context, input));
  }

  @Mutation(() => PauseEngagementPayload, { description: 'Lets an engagement rest: it raises no drift meanwhile.' })
  @Access('LEAD')
  pauseEngagement(
    @Ctx() context: RequestContext,
    @Args('input') input: PauseEngagementInput,
  ): Promise<PauseEngagementPayload> {
    return engagementPayload(context, pauseEngagement(context, input));
  }

  @Mutation(() => ResumeEngagementPayload, {
    description: 'Goes on after a pause: what is owed, and the end, move by its days.',
  })
  @Access('LEAD')
  resumeEngagement(
    @Ctx() context: RequestContext,
    @Args('input') input: ResumeEngagementInput,
  ): Promise<ResumeEngagementPayload> {
    return engagementPayload(context, resumeEngagement(context, input));
  }

  @Mutation(() => CompleteEngagementPayload, { description: 'Completes an engagement that owes nothing more.' })
  @Access('LEAD')
  completeEngagement(
    @Ctx() context: RequestContext,
    @Args('input') input: CompleteEngagementInput,
  ): Promise<CompleteEngagementPayload> {
    return engagementPayload(context, completeEngagement(context, input));
  }

  @Mutation(() => EndEngagementEarlyPayload, { description: 'Ends an engagement with what it still owes.' })
  @Access('LEAD')
  endEngagementEarly(
    @Ctx() context: RequestContext,
    @Args('input') input: EndEngagementEarlyInput,
  ): Promise<EndEngagementEarlyPayload> {
    return engagementPayload(context, endEngagementEarly(context, input));
  }

  @Mutation(() => RenewEngagementPayload, { description: 'Adds a quarter after the last one.' })
  @Access('LEAD')
  renewEngagement(
    @Ctx() context: RequestContext,
    @Args('input') input: RenewEngagementInput,
  ): Promise<RenewEngagementPayload> {
    return engagementPayload(context, renewEngagement(context, input));
  }
}
