import { createWebhookEndpoint, listWebhookEndpoints, removeWebhookEndpoint } from '@bicorne/application';
import type { WebhookEvent } from '@bicorne/domain';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { ConnectionArgs, pageOf } from '../graphql/connection.js';
import { Ctx, type RequestContext } from '../graphql/request-context.js';
import { payloadOf, payloadWith } from '../graphql/user-error.js';
import {
  CreateWebhookEndpointInput,
  CreateWebhookEndpointPayload,
  RemoveWebhookEndpointInput,
  RemoveWebhookEndpointPayload,
  WebhookEndpoint,
  WebhookEndpointConnection,
} from './webhook.types.js';

@Resolver(() => WebhookEndpoint)
export class WebhookResolver {
  @Query(() => WebhookEndpointConnection, { description: 'The addresses that are told of events.' })
  @Access('LEAD')
  webhookEndpoints(@Ctx() context: RequestContext, @Args() page: ConnectionArgs): Promise<WebhookEndpointConnection> {
    return pageOf(page, async (window) => {
      const slice = await listWebhookEndpoints(context, window);
      return { ...slice, rows: slice.rows.map(endpointOf) };
    });
  }

  @Mutation(() => CreateWebhookEndpointPayload, { description: 'Adds an address that is told of events.' })
  @Access('LEAD')
  createWebhookEndpoint(
    @Ctx() context: RequestContext,
    @Args('input') input: CreateWebhookEndpointInput,
  ): Promise<CreateWebhookEndpointPayload> {
    return payloadWith(
      createWebhookEndpoint(context, input),
      ({ endpoint, secret }) => ({ webhookEndpoint: endpointOf(endpoint), secret }),
      { webhookEndpoint: null, secret: null },
    );
  }

  @Mutation(() => RemoveWebhookEndpointPayload, {
    description: 'Takes an address out; what it was sent stays on record.',
  })
  @Access('LEAD')
  removeWebhookEndpoint(
    @Ctx() context: RequestContext,
    @Args('input') input: RemoveWebhookEndpointInput,
  ): Promise<RemoveWebhookEndpointPayload> {
    return payloadOf('removedId', removeWebhookEndpoint(context, input));
  }
}

function endpointOf({
  id,
  url,
  events,
  createdAt,
}: Omit<WebhookEndpoint, 'events'> & { events: string[] }): WebhookEndpoint {
  return { id, url, events: events as WebhookEvent[], createdAt };
}
