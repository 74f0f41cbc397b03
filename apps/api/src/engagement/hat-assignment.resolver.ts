import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Ctx, type RequestContext } from '../graphql/request-context.js';
import { Member } from '../member/member.types.js';
import { membersById } from '../member/members-by-id.js';
import { HatAssignment } from './engagement.types.js';

@Resolver(() => HatAssignment)
export class HatAssignmentResolver {
  @ResolveField(() => Member, { nullable: true, description: 'Who wears it; null for nobody.' })
  async practitioner(
    @Ctx() context: RequestContext,
    @Parent() { practitionerId }: HatAssignment,
  ): Promise<Member | null> {
    return practitionerId === null ? null : context.load(membersById, practitionerId);
  }
}
