import { choosePlace, endSessions, placesOf } from '@bicorne/application';
import { Args, Mutation, ResolveField, Resolver } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { Ctx, type RequestContext } from '../graphql/request-context.js';
import { payloadOf, payloadWith } from '../graphql/user-error.js';
import { Viewer } from '../member/viewer.types.js';
import {
  ChoosePlaceInput,
  ChoosePlacePayload,
  EndSessionsInput,
  EndSessionsPayload,
  Place,
  Security,
  Session,
} from './account.types.js';

/** What a signed-in person sees and does of their own account; a token has none. */
@Resolver(() => Viewer)
export class AccountResolver {
  @ResolveField(() => [Place], { description: 'Where they may be, the oldest first; empty for a token.' })
  @Access('SIGNED_IN')
  places(@Ctx() context: RequestContext): Promise<Place[]> {
    return placesOf(context);
  }

  @ResolveField(() => [Session], { description: 'Where they are signed in, 100 at most; empty for a token.' })
  @Access('SIGNED_IN')
  sessions(@Ctx() { ownAccount, caller }: RequestContext): Promise<Session[]> {
    return ownAccount.sessionsOf(caller);
  }

  @ResolveField(() => Security, { nullable: true, description: 'How they sign in; null for a token.' })
  @Access('SIGNED_IN')
  security(@Ctx() { ownAccount, caller }: RequestContext): Promise<Security | null> {
    return ownAccount.securityOf(caller);
  }

  @Mutation(() => EndSessionsPayload, { description: 'Ends sessions of the caller, from their next request on.' })
  @Access('SIGNED_IN')
  endSessions(@Ctx() context: RequestContext, @Args('input') input: EndSessionsInput): Promise<EndSessionsPayload> {
    return payloadWith(endSessions(context, input), (ended) => ({ ended }), { ended: null });
  }

  @Mutation(() => ChoosePlacePayload, {
    description: 'Takes this session to another place of the person, from the next request on.',
  })
  @Access('SIGNED_IN')
  choosePlace(@Ctx() context: RequestContext, @Args('input') input: ChoosePlaceInput): Promise<ChoosePlacePayload> {
    return payloadOf('place', choosePlace(context, input));
  }
}
