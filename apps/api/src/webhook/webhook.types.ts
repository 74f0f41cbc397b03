import type * as domain from '@bicorne/domain';
import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { ConnectionOf } from '../graphql/connection.js';
import { EndpointKind, WebhookEvent } from '../graphql/enums.js';
import { IdField } from '../graphql/global-id.js';
import { DateTimeScalar } from '../graphql/scalars.js';
import { Payload } from '../graphql/user-error.js';

@ObjectType({ description: 'An address that is told of events, signed by Standard Webhooks.' })
@Access('LEAD')
export class WebhookEndpoint {
  @IdField('WebhookEndpoint')
  id!: string;

  @Field(() => String, { description: 'Where events are sent.' })
  url!: string;

  @Field(() => [WebhookEvent], { description: 'What it is told of.' })
  events!: domain.WebhookEvent[];

  @Field(() => EndpointKind, { description: 'What stands behind the address.' })
  kind!: domain.EndpointKind;

  @Field(() => DateTimeScalar, { description: 'When it was added.' })
  createdAt!: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Since when nothing but failures came back; null where the last delivery arrived.',
  })
  failingSince!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Since when nothing is sent; null while it is in use.' })
  disabledAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it was disabled.' })
  disabledReason!: string | null;
}

@ObjectType({ description: 'Endpoints, in the order in which they were added.' })
@Access('LEAD')
export class WebhookEndpointConnection extends ConnectionOf('WebhookEndpoint', () => WebhookEndpoint) {}

@InputType({ description: 'An address that is to be told of events.' })
export class CreateWebhookEndpointInput {
  @Field(() => String, { description: 'With https:// or http://, and no name or password in it.' })
  url!: string;

  @Field(() => [WebhookEvent], { description: 'At least one.' })
  events!: domain.WebhookEvent[];

  @Field(() => EndpointKind, { nullable: true, description: 'STANDARD if left out.' })
  kind?: domain.EndpointKind | null;
}

@ObjectType({ description: 'Answer of createWebhookEndpoint.' })
@Access('LEAD')
export class CreateWebhookEndpointPayload extends Payload {
  @Field(() => WebhookEndpoint, { nullable: true, description: 'The new endpoint; null where there are user errors.' })
  webhookEndpoint!: WebhookEndpoint | null;

  @Field(() => String, {
    nullable: true,
    description: 'Signs the events (`whsec_…`); shown this once. Null for Slack, which checks no signature.',
  })
  secret!: string | null;
}

@InputType({ description: 'The endpoint to take out.' })
export class RemoveWebhookEndpointInput {
  @IdField('WebhookEndpoint')
  webhookEndpointId!: string;
}

@ObjectType({ description: 'Answer of removeWebhookEndpoint.' })
@Access('LEAD')
export class RemoveWebhookEndpointPayload extends Payload {
  @IdField('WebhookEndpoint', { nullable: true, description: 'Opaque id of the endpoint that was taken out.' })
  removedId!: string | null;
}

@InputType({ description: 'The endpoint whose signing secret is to change.' })
export class RotateWebhookSecretInput {
  @IdField('WebhookEndpoint')
  webhookEndpointId!: string;
}

@ObjectType({ description: 'Answer of rotateWebhookSecret.' })
@Access('LEAD')
export class RotateWebhookSecretPayload extends Payload {
  @Field(() => WebhookEndpoint, { nullable: true, description: 'The endpoint; null where there are user errors.' })
  webhookEndpoint!: WebhookEndpoint | null;

  @Field(() => String, {
    nullable: true,
    description: 'Signs from now on; shown this once. The one before it signs too for a day.',
  })
  secret!: string | null;
}

@InputType({ description: 'The endpoint to take into use again.' })
export class EnableWebhookEndpointInput {
  @IdField('WebhookEndpoint')
  webhookEndpointId!: string;
}

@ObjectType({ description: 'Answer of enableWebhookEndpoint.' })
@Access('LEAD')
export class EnableWebhookEndpointPayload extends Payload {
  @Field(() => WebhookEndpoint, { nullable: true, description: 'The endpoint; null where there are user errors.' })
  webhookEndpoint!: WebhookEndpoint | null;
}
