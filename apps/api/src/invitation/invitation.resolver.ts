import { acceptInvitation, openInvitation, resendInvitation, revokeInvitation } from '@bicorne/application';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { Ctx, type RequestContext } from '../graphql/request-context.js';
import { payloadOf, payloadWith } from '../graphql/user-error.js';
import {
  AcceptInvitationInput,
  AcceptInvitationPayload,
  Invitation,
  OpenInvitation,
  ResendInvitationInput,
  ResendInvitationPayload,
  RevokeInvitationInput,
  RevokeInvitationPayload,
} from './invitation.types.js';

@Resolver(() => Invitation)
export class InvitationResolver {
  @Query(() => OpenInvitation, {
    nullable: true,
    description: 'What the link of an invitation leads to. Null for one that is not there, or not any more.',
  })
  @Access('PUBLIC')
  async invitation(
    @Ctx() context: RequestContext,
    @Args('token', { type: () => String, description: "The last part of the link's address." }) token: string,
  ): Promise<OpenInvitation | null> {
    await context.countGuess();
    return openInvitation(context, token);
  }

  @Mutation(() => AcceptInvitationPayload, {
    description: 'Accepts an invitation by its link. Who accepts signs in after it as everybody does.',
  })
  @Access('PUBLIC')
  async acceptInvitation(
    @Ctx() context: RequestContext,
    @Args('input') input: AcceptInvitationInput,
  ): Promise<AcceptInvitationPayload> {
    await context.countGuess();
    return payloadWith(acceptInvitation(context, input), ({ email }) => ({ email }), { email: null });
  }

  @Mutation(() => ResendInvitationPayload, {
    description: 'Sends an invitation again, with a new link in place of the old one.',
  })
  @Access('MEMBER')
  resendInvitation(
    @Ctx() context: RequestContext,
    @Args('input') input: ResendInvitationInput,
  ): Promise<ResendInvitationPayload> {
    return payloadOf('invitation', resendInvitation(context, input));
  }

  @Mutation(() => RevokeInvitationPayload, {
    description: 'Takes an invitation back, and the place of whom it was for.',
  })
  @Access('MEMBER')
  revokeInvitation(
    @Ctx() context: RequestContext,
    @Args('input') input: RevokeInvitationInput,
  ): Promise<RevokeInvitationPayload> {
    return payloadOf('invitation', revokeInvitation(context, input));
  }
}
