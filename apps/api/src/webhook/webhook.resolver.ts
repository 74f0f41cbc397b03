import {
  createWebhookEndpoint,
  enableWebhookEndpoint,
  listWebhookEndpoints,
  removeWebhookEndpoint,
  rotateWebhookSecret,
} from '@bicorne/application';
import type { WebhookEvent } from '@bicorne/domain';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { ConnectionArgs, pageOf } from '../graphql/connection.js';
import { Ctx, type RequestContext } from '../graphql/request-context.js';
import { payloadOf, payloadWith } from '../graphql/user-error.js';
import {
  CreateWebhookEndpointInput,
  CreateWebhookEndpointPayload,
  EnableWebhookEndpointInput,
  EnableWebhookEndpointPayload,
  RemoveWebhookEndpointInput,
  RemoveWebhookEndpointPayload,
  RotateWebhookSecretInput,
  RotateWebhookSecretPayload,
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

  @Mutation(() => RotateWebhookSecretPayload, {
    description: 'Gives an endpoint another signing secret. The one before it signs too for a day.',
  })
  @Access('LEAD')
  rotateWebhookSecret(
    @Ctx() context: RequestContext,
    @Args('input') input: RotateWebhookSecretInput,
  ): Promise<RotateWebhookSecretPayload> {
    return payloadWith(
      rotateWebhookSecret(context, input),
      ({ endpoint, secret }) => ({ webhookEndpoint: endpointOf(endpoint), secret }),
      { webhookEndpoint: null, secret: null },
    );
  }

  @Mutation(() => EnableWebhookEndpointPayload, {
    description: 'Takes an endpoint into use again; what failed meanwhile stays failed until it is replayed.',
  })
  @Access('LEAD')
  enableWebhookEndpoint(
    @Ctx() context: RequestContext,
    @Args('input') input: EnableWebhookEndpointInput,
  ): Promise<EnableWebhookEndpointPayload> {
    return payloadWith(
      enableWebhookEndpoint(context, input),
      (endpoint) => ({ webhookEndpoint: endpointOf(endpoint) }),
      { webhookEndpoint: null },
    );
  }
}

function endpointOf({ events, ...endpoint }: Omit<WebhookEndpoint, 'events'> & { events: string[] }): WebhookEndpoint {
  const { id, url, kind, createdAt, failingSince, disabledAt, disabledReason } = endpoint;
  return { id, url, kind, events: events as WebhookEvent[], createdAt, failingSince, disabledAt, disabledReason };
}
