import type * as domain from '@bicorne/domain';
import { Field, ObjectType } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { DeliverableState, EngagementState, Hat, Shape } from '../graphql/enums.js';
import { IdField } from '../graphql/global-id.js';

@ObjectType({ description: 'A client that a search found.' })
@Access('SIGNED_IN')
export class FoundClient {
  @IdField('Client')
  id!: string;

  @Field(() => String, { description: 'As the company calls itself.' })
  name!: string;

  @IdField('Engagement', {
    nullable: true,
    description: 'Opaque id of the Engagement that runs, else of a draft, else of one that is over.',
  })
  currentEngagementId!: string | null;
}

@ObjectType({ description: 'An engagement that a search found by its client.' })
@Access('SIGNED_IN')
export class FoundEngagement {
  @IdField('Engagement')
  id!: string;

  @Field(() => String, { description: 'Whose it is.' })
  clientName!: string;

  @Field(() => Shape, { description: 'Which hats, on how many people.' })
  shape!: domain.Shape;

  @Field(() => EngagementState, { description: 'Where it stands.' })
  state!: domain.EngagementState;
}

@ObjectType({ description: 'A deliverable that a search found by its title, its hat and its client.' })
@Access('SIGNED_IN')
export class FoundDeliverable {
  @IdField('Deliverable')
  id!: string;

  @Field(() => String, { description: 'As its template names it.' })
  title!: string;

  @Field(() => Hat, { description: 'The hat that owes it.' })
  hat!: domain.Hat;

  @Field(() => DeliverableState, { description: 'Where it stands.' })
  state!: domain.DeliverableState;

  @Field(() => String, { description: 'For whom it is.' })
  clientName!: string;
}

@ObjectType({ description: 'What a search found, each list in the order of how well it fits.' })
@Access('SIGNED_IN')
export class Found {
  @Field(() => [FoundClient], { description: 'By name.' })
  clients!: FoundClient[];

  @Field(() => [FoundEngagement], { description: "By the client's name, what runs before what is over." })
  engagements!: FoundEngagement[];

  @Field(() => [FoundDeliverable], { description: 'By title, hat and client, what runs before what is over.' })
  deliverables!: FoundDeliverable[];
}
