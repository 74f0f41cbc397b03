import type * as domain from '@bicorne/domain';
import { Field, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { Hat, RightHolder } from '../graphql/enums.js';
import { IdField } from '../graphql/global-id.js';
import { Money } from '../graphql/money.js';
import { Person } from '../graphql/person.js';
import { DateTimeScalar } from '../graphql/scalars.js';
import { Payload } from '../graphql/user-error.js';

@ObjectType({ description: 'One area of decision, and whose it is.' })
@Access('SIGNED_IN')
export class DecisionRight {
  @Field(() => String, { description: 'Key of a default area, or an added one as it was written.' })
  area!: string;

  @Field(() => RightHolder, { description: 'Whose it is.' })
  holder!: domain.RightHolder;

  @Field(() => String, { nullable: true, description: 'Who holds a NAMED_OUTSIDE right.' })
  holderName!: string | null;

  @Field(() => String, { nullable: true, description: 'What was added in words.' })
  note!: string | null;
}

@ObjectType({ description: 'That somebody acknowledged the version.' })
@Access('SIGNED_IN')
export class CharterAcknowledgement {
  @Field(() => Person, { description: 'A practitioner in the charter, or a sponsor.' })
  by!: Person;

  @Field(() => DateTimeScalar, { description: 'When.' })
  at!: string;
}

@ObjectType({ description: 'Who wore a hat when a version was published, and so acknowledges it.' })
@Access('SIGNED_IN')
export class CharterPractitioner {
  @Field(() => Hat, { description: 'Which one.' })
  hat!: domain.Hat;

  @Field(() => Person, { description: 'Who wore it.' })
  practitioner!: Person;

  @Field(() => Boolean, { description: 'Whether they have acknowledged the version.' })
  acknowledged!: boolean;
}

@ObjectType({ description: 'A published version of the decision rights of an engagement. Never changes.' })
@Access('SIGNED_IN')
export class Charter {
  @IdField('Charter')
  id!: string;

  @Field(() => Int, { description: 'Counted from 1.' })
  version!: number;

  @Field(() => DateTimeScalar, { description: 'When it was published.' })
  publishedAt!: string;

  @Field(() => Boolean, {
    description: 'Whether it is the newest version that every practitioner in it and a sponsor acknowledged.',
  })
  inForce!: boolean;

  @Field(() => Boolean, {
    description:
      'Whether the caller has acknowledged it; for a token of the consultancy, whether every practitioner has.',
  })
  acknowledgedByViewer!: boolean;

  @Field(() => Boolean, {
    description: 'Whether it waits for the caller, who wears a hat in it or is a sponsor and has not acknowledged it.',
  })
  awaitsViewer!: boolean;

  @Field(() => [DecisionRight], { description: 'The areas, in order.' })
  rights!: DecisionRight[];

  @Field(() => [CharterPractitioner], { description: 'Who wore the hats when it was published, CTO first.' })
  practitioners!: CharterPractitioner[];

  @Field(() => [CharterAcknowledgement], { description: 'In order of time.' })
  acknowledgements!: CharterAcknowledgement[];
}

@InputType({ description: 'One area of decision, and whose it is.' })
export class DecisionRightInput {
  @Field(() => String, { description: 'A default area however it is written, or one of your own.' })
  area!: string;

  @Field(() => RightHolder, { description: 'Whose it is.' })
  holder!: domain.RightHolder;

  @Field(() => String, { nullable: true, description: 'Needed for NAMED_OUTSIDE.' })
  holderName?: string | null;

  @Field(() => String, { nullable: true, description: 'Anything to add in words.' })
  note?: string | null;
}

@InputType({ description: 'Decision rights to publish.' })
export class PublishCharterInput {
  @IdField('Engagement')
  engagementId!: string;

  @Field(() => [DecisionRightInput], {
    nullable: true,
    description: "Left out: the default charter of the engagement's shape.",
  })
  rights?: DecisionRightInput[] | null;
}

@ObjectType({ description: 'Answer of publishCharter.' })
@Access('MEMBER')
export class PublishCharterPayload extends Payload {
  @Field(() => Charter, { nullable: true, description: 'The new version; null where there are user errors.' })
  charter!: Charter | null;
}

@InputType({ description: 'The version to acknowledge.' })
export class AcknowledgeCharterInput {
  @IdField('Charter')
  charterId!: string;
}

@ObjectType({ description: 'Answer of acknowledgeCharter.' })
@Access('MEMBER_OR_SPONSOR')
export class AcknowledgeCharterPayload extends Payload {
  @Field(() => Charter, { nullable: true, description: 'The version as it is now.' })
  charter!: Charter | null;
}

@ObjectType({ description: 'Whose decision it is, before it is taken.' })
@Access('SIGNED_IN')
export class WhichHat {
  @Field(() => RightHolder, { nullable: true, description: 'Null where the charter does not have the area.' })
  holder!: domain.RightHolder | null;

  @Field(() => [Person], { description: 'Who wears the hat: two for JOINT, none where nobody does.' })
  wornBy!: Person[];

  @Field(() => Boolean, { nullable: true, description: 'Null where no amount was asked about, or no limit is agreed.' })
  withinPerDecisionLimit!: boolean | null;

  @Field(() => Money, {
    nullable: true,
    description: 'What the quarter leaves before this decision; null without a limit.',
  })
  quarterRemaining!: Money | null;

  @Field(() => [String], { description: 'CTO, CAIO, SPONSOR or NAMED_OUTSIDE: who has to agree first.' })
  approvalsNeeded!: string[];

  @Field(() => String, { description: 'The same in words.' })
  statement!: string;
}
