import { saveSingleSignOn, singleSignOn } from '@bicorne/application';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { Ctx, type RequestContext } from '../graphql/request-context.js';
import { payloadOf } from '../graphql/user-error.js';
import { SaveSingleSignOnInput, SaveSingleSignOnPayload, SingleSignOn } from './single-sign-on.types.js';

@Resolver(() => SingleSignOn)
export class SingleSignOnResolver {
  @Query(() => SingleSignOn, { nullable: true, description: 'The single sign-on of the workspace; null for none.' })
  @Access('OWNER')
  singleSignOn(@Ctx() context: RequestContext): Promise<SingleSignOn | null> {
    return singleSignOn(context);
  }

  @Mutation(() => SaveSingleSignOnPayload, {
    description: 'Sets the single sign-on of the workspace up, or changes it; the provider is asked first.',
  })
  @Access('OWNER')
  saveSingleSignOn(
    @Ctx() context: RequestContext,
    @Args('input') input: SaveSingleSignOnInput,
  ): Promise<SaveSingleSignOnPayload> {
    return payloadOf('singleSignOn', saveSingleSignOn(context, input));
  }
}
