import { firstSteps, loadWorkspace, updateWorkspace } from '@bicorne/application';
import { Args, Mutation, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { Ctx, type RequestContext } from '../graphql/request-context.js';
import { payloadOf } from '../graphql/user-error.js';
import { FirstSteps, UpdateWorkspaceInput, UpdateWorkspacePayload, Workspace } from './workspace.types.js';

@Resolver(() => Workspace)
export class WorkspaceResolver {
  @Query(() => Workspace, { description: "The caller's consultancy, with its working calendar." })
  @Access('SIGNED_IN')
  workspace(@Ctx() context: RequestContext): Promise<Workspace> {
    return context.transaction.run(context.caller, loadWorkspace);
  }

  @ResolveField(() => Boolean, {
    description: 'Whether there is a mail server: without one nobody is written to, and nobody is invited by email.',
  })
  sendsEmail(@Ctx() context: RequestContext): boolean {
    return context.services.emailEnabled;
  }

  @Query(() => FirstSteps, { description: 'How far the workspace has come with what a new one does first.' })
  @Access('MEMBER')
  firstSteps(@Ctx() context: RequestContext): Promise<FirstSteps> {
    return firstSteps(context);
  }

  @Mutation(() => UpdateWorkspacePayload, { description: 'Changes name, calendar and escalation of the consultancy.' })
  @Access('OWNER')
  updateWorkspace(
    @Ctx() context: RequestContext,
    @Args('input') input: UpdateWorkspaceInput,
  ): Promise<UpdateWorkspacePayload> {
    return payloadOf('workspace', updateWorkspace(context, input));
  }
}
