import { addMember, listMembers } from '@bicorne/application';
import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { ConnectionArgs, pageOf } from '../graphql/connection.js';
import { Ctx, type RequestContext } from '../graphql/request-context.js';
import { payloadOf } from '../graphql/user-error.js';
import { DepthAttestation } from './attestation.types.js';
import { attestationsByMember } from './members-by-id.js';
import { AddMemberInput, AddMemberPayload, Member, MemberConnection } from './member.types.js';

@Resolver(() => Member)
export class MemberResolver {
  @Query(() => MemberConnection, { description: 'The people of the consultancy, by name.' })
  @Access('MEMBER')
  members(@Ctx() context: RequestContext, @Args() page: ConnectionArgs): Promise<MemberConnection> {
    return pageOf(page, (window) => context.transaction.run(context.caller, (tx) => listMembers(tx, window)));
  }

  @ResolveField(() => [DepthAttestation], { description: 'What attests their AI depth, the newest first; 50 at most.' })
  @Access('MEMBER')
  async attestations(@Ctx() context: RequestContext, @Parent() { id }: Member): Promise<DepthAttestation[]> {
    return (await context.load(attestationsByMember, id)) ?? [];
  }

  @Mutation(() => AddMemberPayload, { description: 'Adds a person of the consultancy, who can sign in from then on.' })
  @Access('OWNER')
  addMember(@Ctx() context: RequestContext, @Args('input') input: AddMemberInput): Promise<AddMemberPayload> {
    return payloadOf('member', addMember(context, input));
  }
}
