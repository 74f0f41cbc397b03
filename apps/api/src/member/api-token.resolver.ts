import { createApiToken, listApiTokens, revokeApiToken } from '@bicorne/application';
import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { clientsById } from '../client/clients-by-id.js';
import { Client } from '../client/client.types.js';
import { Access } from '../graphql/access.js';
import { ConnectionArgs, pageOf } from '../graphql/connection.js';
import { Ctx, type RequestContext } from '../graphql/request-context.js';
import { payloadOf, payloadWith } from '../graphql/user-error.js';
import {
  ApiToken,
  ApiTokenConnection,
  CreateApiTokenInput,
  CreateApiTokenPayload,
  RevokeApiTokenInput,
  RevokeApiTokenPayload,
} from './api-token.types.js';

@Resolver(() => ApiToken)
export class ApiTokenResolver {
  @Query(() => ApiTokenConnection, { description: 'The tokens of integrations, newest first, the revoked ones too.' })
  @Access('LEAD')
  apiTokens(@Ctx() context: RequestContext, @Args() page: ConnectionArgs): Promise<ApiTokenConnection> {
    return pageOf(page, (window) => context.transaction.run(context.caller, (tx) => listApiTokens(tx, window)));
  }

  @ResolveField(() => Client, { nullable: true, description: 'The only client it sees; null for the whole workspace.' })
  client(@Ctx() context: RequestContext, @Parent() { clientId }: ApiToken): Promise<Client | null> | null {
    return clientId === null ? null : context.load(clientsById, clientId);
  }

  @Mutation(() => CreateApiTokenPayload, { description: 'Makes a token for an integration; its text is shown once.' })
  @Access('LEAD')
  createApiToken(
    @Ctx() context: RequestContext,
    @Args('input') input: CreateApiTokenInput,
  ): Promise<CreateApiTokenPayload> {
    return payloadWith(createApiToken(context, input), (made) => made, { apiToken: null, token: null });
  }

  @Mutation(() => RevokeApiTokenPayload, { description: 'Ends a token: the next request with it is refused.' })
  @Access('LEAD')
  revokeApiToken(
    @Ctx() context: RequestContext,
    @Args('input') input: RevokeApiTokenInput,
  ): Promise<RevokeApiTokenPayload> {
    return payloadOf('apiToken', revokeApiToken(context, input));
  }
}
