import { changeClientContactRole, removeClientContact } from '@bicorne/application';
import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { Ctx, type RequestContext } from '../graphql/request-context.js';
import { payloadOf } from '../graphql/user-error.js';
import { Invitation } from '../invitation/invitation.types.js';
import { invitationsByPerson } from '../invitation/invitations-by-person.js';
import { ClientContact } from './client.types.js';
import {
  ChangeClientContactRoleInput,
  ChangeClientContactRolePayload,
  RemoveClientContactInput,
  RemoveClientContactPayload,
} from './contact.types.js';

@Resolver(() => ClientContact)
export class ClientContactResolver {
  @ResolveField(() => Invitation, {
    nullable: true,
    description: 'Their newest invitation by email; null where they were given a first password.',
  })
  @Access('MEMBER')
  invitation(@Ctx() context: RequestContext, @Parent() { id }: ClientContact): Promise<Invitation | null> {
    return context.load(invitationsByPerson, id);
  }

  @Mutation(() => ChangeClientContactRolePayload, {
    description: "Gives a client's contact another role, which holds from their next request on.",
  })
  @Access('MEMBER')
  changeClientContactRole(
    @Ctx() context: RequestContext,
    @Args('input') input: ChangeClientContactRoleInput,
  ): Promise<ChangeClientContactRolePayload> {
    return payloadOf('clientContact', changeClientContactRole(context, input));
  }

  @Mutation(() => RemoveClientContactPayload, {
    description: "Takes a contact's place away, from their next request on. Their name stays where they acted.",
  })
  @Access('MEMBER')
  removeClientContact(
    @Ctx() context: RequestContext,
    @Args('input') input: RemoveClientContactInput,
  ): Promise<RemoveClientContactPayload> {
    return payloadOf('clientContact', removeClientContact(context, input));
  }
}
