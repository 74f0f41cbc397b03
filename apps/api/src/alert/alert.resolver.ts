import { acknowledgeDriftAlert, snoozeDriftAlert, type AlertOrder as Order } from '@bicorne/application';
import type { Decided } from '@bicorne/domain';
import { Args, Mutation, Parent, Query, ResolveField, Resolver, Subscription } from '@nestjs/graphql';
import { deliverablesById } from '../deliverable/deliverables-by-id.js';
import { Deliverable } from '../deliverable/deliverable.types.js';
import { Engagement } from '../engagement/engagement.types.js';
import { engagementsById } from '../engagement/engagements-by-id.js';
import { Access } from '../graphql/access.js';
import { ConnectionArgs } from '../graphql/connection.js';
import { AlertOrder } from '../graphql/enums.js';
import { Ctx, type RequestContext } from '../graphql/request-context.js';
import { payloadWith, type Payload } from '../graphql/user-error.js';
import { alertNow, alertPage } from './alert-of.js';
import {
  AcknowledgeDriftAlertInput,
  AcknowledgeDriftAlertPayload,
  DriftAlert,
  DriftAlertConnection,
  DriftAlertFilter,
  SnoozeDriftAlertInput,
  SnoozeDriftAlertPayload,
} from './alert.types.js';

@Resolver(() => DriftAlert)
export class AlertResolver {
  @Query(() => DriftAlertConnection, { description: 'The alerts that the caller sees.' })
  @Access('MEMBER')
  driftAlerts(
    @Ctx() context: RequestContext,
    @Args() page: ConnectionArgs,
    @Args('filter', { type: () => DriftAlertFilter, nullable: true, description: 'Which ones; left out, all.' })
    filter: DriftAlertFilter | null,
    @Args('order', { type: () => AlertOrder, defaultValue: 'NEWEST', description: 'Which of them come first.' })
    order: Order,
  ): Promise<DriftAlertConnection> {
    return alertPage(context, page, filter ?? {}, order);
  }

  @ResolveField(() => Engagement, { description: 'Which one drifts.' })
  engagement(@Ctx() context: RequestContext, @Parent() { engagementId }: DriftAlert): Promise<Engagement> {
    return context.require(engagementsById, engagementId);
  }

  @ResolveField(() => Deliverable, { nullable: true, description: 'What it is about, where it is about one.' })
  async deliverable(
    @Ctx() context: RequestContext,
    @Parent() { deliverableId }: DriftAlert,
  ): Promise<Deliverable | null> {
    return deliverableId === null ? null : context.load(deliverablesById, deliverableId);
  }

  @Mutation(() => AcknowledgeDriftAlertPayload, { description: 'Says that the caller has seen the alert.' })
  @Access('MEMBER')
  acknowledgeDriftAlert(
    @Ctx() context: RequestContext,
    @Args('input') input: AcknowledgeDriftAlertInput,
  ): Promise<AcknowledgeDriftAlertPayload> {
    return alertPayload(context, acknowledgeDriftAlert(context, input));
  }

  @Mutation(() => SnoozeDriftAlertPayload, { description: 'Lets the alert rest until a day, for a reason.' })
  @Access('MEMBER')
  snoozeDriftAlert(
    @Ctx() context: RequestContext,
    @Args('input') input: SnoozeDriftAlertInput,
  ): Promise<SnoozeDriftAlertPayload> {
    return alertPayload(context, snoozeDriftAlert(context, input));
  }

  @Subscription(() => DriftAlert, { description: 'Every alert that is raised from now on and that the caller sees.' })
  @Access('MEMBER')
  driftAlertRaised(@Ctx() context: RequestContext): AsyncIterable<{ driftAlertRaised: DriftAlert }> {
    return context.events('driftAlertRaised', 'alert', (id) => alertNow(context, id));
  }
}

function alertPayload(
  context: RequestContext,
  decision: Promise<Decided<string>>,
): Promise<{ driftAlert: DriftAlert | null } & Payload> {
  return payloadWith(decision, async (id) => ({ driftAlert: await alertNow(context, id) }), { driftAlert: null });
}
