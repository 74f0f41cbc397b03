import { addMember, changeMemberRole, listMembers, removeMember } from '@bicorne/application';
import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { ConnectionArgs, pageOf } from '../graphql/connection.js';
import { Ctx, type RequestContext } from '../graphql/request-context.js';
import { payloadOf } from '../graphql/user-error.js';
import { DepthAttestation } from './attestation.types.js';
import { attestationsByMember } from './members-by-id.js';
import { Invitation } from '../invitation/invitation.types.js';
import { invitationsByPerson } from '../invitation/invitations-by-person.js';
import {
  AddMemberInput,
  AddMemberPayload,
  ChangeMemberRoleInput,
  ChangeMemberRolePayload,
  Member,
  MemberConnection,
  RemoveMemberInput,
  RemoveMemberPayload,
} from './member.types.js';

@Resolver(() => Member)
export class MemberResolver {
  @Query(() => MemberConnection, { description: 'The people of the consultancy, by name.' })
  @Access('MEMBER')
  members(
    @Ctx() context: RequestContext,
    @Args() page: ConnectionArgs,
    @Args('search', {
      type: () => String,
      nullable: true,
      description: 'A part of the name or of the email address, whatever its case.',
    })
    search: string | null,
  ): Promise<MemberConnection> {
    return pageOf(page, (window) =>
      context.transaction.run(context.caller, (tx) => listMembers(tx, { ...window, search: search ?? null })),
    );
  }

  @ResolveField(() => [DepthAttestation], { description: 'What attests their AI depth, the newest first; 50 at most.' })
  @Access('MEMBER')
  async attestations(@Ctx() context: RequestContext, @Parent() { id }: Member): Promise<DepthAttestation[]> {
    return (await context.load(attestationsByMember, id)) ?? [];
  }

  @ResolveField(() => Invitation, {
    nullable: true,
    description: 'Their newest invitation by email; null where they were given a first password.',
  })
  @Access('MEMBER')
  invitation(@Ctx() context: RequestContext, @Parent() { id }: Member): Promise<Invitation | null> {
    return context.load(invitationsByPerson, id);
  }

  @Mutation(() => AddMemberPayload, {
    description: 'Adds a person of the consultancy: invited by email, or with a first password.',
  })
  @Access('OWNER')
  addMember(@Ctx() context: RequestContext, @Args('input') input: AddMemberInput): Promise<AddMemberPayload> {
    return payloadOf('member', addMember(context, input));
  }

  @Mutation(() => ChangeMemberRolePayload, {
    description: 'Gives a member another role, which holds from their next request on.',
  })
  @Access('OWNER')
  changeMemberRole(
    @Ctx() context: RequestContext,
    @Args('input') input: ChangeMemberRoleInput,
  ): Promise<ChangeMemberRolePayload> {
    return payloadOf('member', changeMemberRole(context, input));
  }

  @Mutation(() => RemoveMemberPayload, {
    description: "Takes a member's place away, from their next request on. Their name stays where they acted.",
  })
  @Access('OWNER')
  removeMember(@Ctx() context: RequestContext, @Args('input') input: RemoveMemberInput): Promise<RemoveMemberPayload> {
    return payloadOf('member', removeMember(context, input));
  }
}
