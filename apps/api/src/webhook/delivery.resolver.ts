import { listDeliveries, replayDelivery, replayFailedDeliveries } from '@bicorne/application';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { ConnectionArgs, pageOf } from '../graphql/connection.js';
import { Ctx, type RequestContext } from '../graphql/request-context.js';
import { payloadOf } from '../graphql/user-error.js';
import {
  DeliveryFilter,
  OutgoingDelivery,
  OutgoingDeliveryConnection,
  ReplayDeliveryInput,
  ReplayDeliveryPayload,
  ReplayFailedDeliveriesInput,
  ReplayFailedDeliveriesPayload,
} from './delivery.types.js';

@Resolver(() => OutgoingDelivery)
export class DeliveryResolver {
  @Query(() => OutgoingDeliveryConnection, {
    description: 'What left or is to leave the workspace: emails, Slack messages, webhooks. The newest first.',
  })
  @Access('LEAD')
  deliveries(
    @Ctx() context: RequestContext,
    @Args() page: ConnectionArgs,
    @Args('filter', { type: () => DeliveryFilter, nullable: true, description: 'Which ones; left out, all.' })
    filter: DeliveryFilter | null,
  ): Promise<OutgoingDeliveryConnection> {
    return pageOf(page, (window) => listDeliveries(context, { ...window, filter: filter ?? {} }));
  }

  @Mutation(() => ReplayDeliveryPayload, {
    description: 'Sends a delivery again, under the same id; its tries are kept and the schedule begins anew.',
  })
  @Access('LEAD')
  replayDelivery(
    @Ctx() context: RequestContext,
    @Args('input') input: ReplayDeliveryInput,
  ): Promise<ReplayDeliveryPayload> {
    return payloadOf('delivery', replayDelivery(context, input));
  }

  @Mutation(() => ReplayFailedDeliveriesPayload, {
    description: 'Sends again what failed for good at one endpoint, the oldest first.',
  })
  @Access('LEAD')
  replayFailedDeliveries(
    @Ctx() context: RequestContext,
    @Args('input') input: ReplayFailedDeliveriesInput,
  ): Promise<ReplayFailedDeliveriesPayload> {
    return payloadOf('replayed', replayFailedDeliveries(context, input));
  }
}
