import { Field, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { IdField } from '../graphql/global-id.js';
import { DateScalar } from '../graphql/scalars.js';
import { Payload } from '../graphql/user-error.js';

@ObjectType({ description: 'A consultancy: everything belongs to exactly one.' })
@Access('SIGNED_IN')
export class Workspace {
  @IdField('Workspace')
  id!: string;

  @Field(() => String, { description: 'What the consultancy is called.' })
  name!: string;

  @Field(() => String, { description: 'Its name in commands.' })
  slug!: string;

  @Field(() => String, { description: 'IANA name of the zone of its working calendar.' })
  timeZone!: string;

  @Field(() => String, { description: 'ISO 4217 code, of engagements in which no limit is agreed yet.' })
  @Access('MEMBER')
  currency!: string;

  @Field(() => [Int], { description: 'Weekdays on which it works, 1 for Monday to 7 for Sunday.' })
  @Access('MEMBER')
  workingDays!: number[];

  @Field(() => [DateScalar], { description: 'Days on which nobody works although their weekday is one, in order.' })
  @Access('MEMBER')
  holidays!: string[];

  @Field(() => Boolean, {
    description: "Whether a client's sponsor is told of an alert that nobody has acknowledged for 5 working days.",
  })
  @Access('MEMBER')
  escalateToSponsor!: boolean;

  @Field(() => Boolean, {
    description: 'Whether it is the workspace with made-up clients that shows what Bicorne does.',
  })
  demo!: boolean;
}

@ObjectType({ description: 'What a new workspace has done of what comes first.' })
@Access('MEMBER')
export class FirstSteps {
  @Field(() => Boolean, { description: 'Somebody besides the first owner is a member.' })
  colleague!: boolean;

  @Field(() => Boolean, { description: 'A client is entered, or came by the public intake.' })
  client!: boolean;

  @Field(() => Boolean, { description: 'A client has answered the intake.' })
  intake!: boolean;

  @Field(() => Boolean, { description: 'An engagement is drafted.' })
  engagement!: boolean;

  @Field(() => Boolean, { description: 'An engagement has started.' })
  started!: boolean;
}

@InputType({ description: 'What is to change about the workspace; what is left out stays.' })
export class UpdateWorkspaceInput {
  @Field(() => String, { nullable: true, description: 'What the consultancy is called.' })
  name?: string | null;

  @Field(() => String, { nullable: true, description: 'IANA name of the zone of its working calendar.' })
  timeZone?: string | null;

  @Field(() => [Int], { nullable: true, description: 'Weekdays, 1 for Monday to 7 for Sunday, at least one.' })
  workingDays?: number[] | null;

  @Field(() => [DateScalar], {
    nullable: true,
    description: 'All holidays, 400 at the most; those of before are replaced.',
  })
  holidays?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether sponsors are told of what nobody answers.' })
  escalateToSponsor?: boolean | null;
}

@ObjectType({ description: 'Answer of updateWorkspace.' })
@Access('OWNER')
export class UpdateWorkspacePayload extends Payload {
  @Field(() => Workspace, { nullable: true, description: 'The workspace as it is now.' })
  workspace!: Workspace | null;
}
