import type { DeliveryState as State } from '@bicorne/application';
import { Field, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { ConnectionOf } from '../graphql/connection.js';
import { DeliveryChannel, DeliveryState } from '../graphql/enums.js';
import { IdField } from '../graphql/global-id.js';
import { DateTimeScalar } from '../graphql/scalars.js';
import { Payload } from '../graphql/user-error.js';

type Channel = 'EMAIL' | 'SLACK' | 'WEBHOOK';

@ObjectType({ description: 'One try at one delivery.' })
@Access('LEAD')
export class DeliveryTry {
  @Field(() => Int, { description: 'From 1.' })
  number!: number;

  @Field(() => DateTimeScalar, { description: 'When it began.' })
  startedAt!: string;

  @Field(() => DateTimeScalar, { description: 'When it ended.' })
  endedAt!: string;

  @Field(() => Boolean, { description: 'Whether the recipient took it.' })
  sent!: boolean;

  @Field(() => String, { nullable: true, description: 'What the recipient answered, or what went wrong.' })
  detail!: string | null;
}

@ObjectType({ description: 'One message that left the workspace, or is to leave it.' })
@Access('LEAD')
export class OutgoingDelivery {
  @IdField('Delivery')
  id!: string;

  @Field(() => String, {
    description: 'Such as drift_alert.raised; notices where it carries what a person or a Slack channel is told.',
  })
  event!: string;

  @Field(() => DeliveryChannel, { description: 'How it goes out.' })
  channel!: Channel;

  @Field(() => String, { description: 'An email address, or scheme and host of an endpoint.' })
  recipient!: string;

  @IdField('WebhookEndpoint', { nullable: true, description: 'Opaque id of the endpoint that it goes to.' })
  webhookEndpointId!: string | null;

  @IdField('DriftAlert', { nullable: true, description: 'Opaque id of the alert that it is about.' })
  driftAlertId!: string | null;

  @IdField('Deliverable', { nullable: true, description: 'Opaque id of the deliverable that it is about.' })
  deliverableId!: string | null;

  @Field(() => DeliveryState, { description: 'Where it stands. FAILED: it is not tried again unless it is replayed.' })
  state!: State;

  @Field(() => Int, { description: 'How often it was tried, replays included.' })
  attempts!: number;

  @Field(() => Int, { description: 'How many notices it carries; 0 for an event.' })
  notices!: number;

  @Field(() => DateTimeScalar, { description: 'When it was written.' })
  createdAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it is tried next; null where it is settled.' })
  nextAttemptAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the recipient took it.' })
  sentAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why the last try failed.' })
  lastError!: string | null;

  @Field(() => [DeliveryTry], { description: 'The last 30 tries, the first of them first.' })
  tries!: DeliveryTry[];
}

@ObjectType({ description: 'Deliveries, the newest first.' })
@Access('LEAD')
export class OutgoingDeliveryConnection extends ConnectionOf('OutgoingDelivery', () => OutgoingDelivery) {}

@InputType({ description: 'Which deliveries; what is left out lets everything through.' })
export class DeliveryFilter {
  @Field(() => [DeliveryState], { nullable: true, description: 'In any of these states.' })
  states?: State[] | null;

  @Field(() => DeliveryChannel, { nullable: true, description: 'On this channel.' })
  channel?: Channel | null;

  @IdField('WebhookEndpoint', { nullable: true, description: 'To this endpoint.' })
  webhookEndpointId?: string | null;
}

@InputType({ description: 'The delivery to send again.' })
export class ReplayDeliveryInput {
  @IdField('Delivery')
  deliveryId!: string;
}

@ObjectType({ description: 'Answer of replayDelivery.' })
@Access('LEAD')
export class ReplayDeliveryPayload extends Payload {
  @Field(() => OutgoingDelivery, { nullable: true, description: 'As it stands now; null where there are user errors.' })
  delivery!: OutgoingDelivery | null;
}

@InputType({ description: 'The endpoint whose failed deliveries are to be sent again.' })
export class ReplayFailedDeliveriesInput {
  @IdField('WebhookEndpoint')
  webhookEndpointId!: string;
}

@ObjectType({ description: 'Answer of replayFailedDeliveries.' })
@Access('LEAD')
export class ReplayFailedDeliveriesPayload extends Payload {
  @Field(() => Int, { nullable: true, description: 'How many are sent again: the oldest first, 1,000 at the most.' })
  replayed!: number | null;
}
