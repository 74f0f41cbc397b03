import type * as domain from '@bicorne/domain';
import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { ConnectionOf } from '../graphql/connection.js';
import { WebhookEvent } from '../graphql/enums.js';
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

  @Field(() => DateTimeScalar, { description: 'When it was added.' })
  createdAt!: Date;
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
}

@ObjectType({ description: 'Answer of createWebhookEndpoint.' })
@Access('LEAD')
export class CreateWebhookEndpointPayload extends Payload {
  @Field(() => WebhookEndpoint, { nullable: true, description: 'The new endpoint; null where there are user errors.' })
  webhookEndpoint!: WebhookEndpoint | null;

  @Field(() => String, { nullable: true, description: 'Signs the events (`whsec_…`); shown this once.' })
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
