import type * as domain from '@bicorne/domain';
import { Field, Float, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Charter } from '../charter/charter.types.js';
import { Deliverable } from '../deliverable/deliverable.types.js';
import { FailureModeReading, type DriftSignal } from '../drift/drift.types.js';
import { Access } from '../graphql/access.js';
import { ConnectionOf } from '../graphql/connection.js';
import { EngagementState, Hat, Shape, StandingQuestion } from '../graphql/enums.js';
import { IdField } from '../graphql/global-id.js';
import { Money, MoneyInput } from '../graphql/money.js';
import { Person } from '../graphql/person.js';
import { DateScalar, DateTimeScalar } from '../graphql/scalars.js';
import { Payload } from '../graphql/user-error.js';

@ObjectType({ description: 'One condition for the start.' })
@Access('SIGNED_IN')
export class ReadinessCondition {
  @Field(() => String, { description: 'For programs; stays the same.' })
  code!: string;

  @Field(() => Boolean, { description: 'Whether it holds.' })
  met!: boolean;

  @Field(() => String, { description: 'What is there, or what is missing and would meet it.' })
  detail!: string;
}

@ObjectType({ description: 'Whether the engagement may start.' })
@Access('SIGNED_IN')
export class Readiness {
  @Field(() => Boolean, { description: 'Whether every condition is met.' })
  ready!: boolean;

  @Field(() => [ReadinessCondition], { description: 'All seven.' })
  conditions!: ReadinessCondition[];
}

@ObjectType({ description: 'A quarter of an engagement, moved by its pauses.' })
@Access('SIGNED_IN')
export class Quarter {
  @Field(() => Int, { description: '1 for the first; a renewal adds one.' })
  number!: number;

  @Field(() => DateScalar, { description: 'Its first day.' })
  from!: string;

  @Field(() => DateScalar, { description: 'Its last day.' })
  to!: string;
}

@ObjectType({ description: 'A time in which the engagement rested.' })
@Access('SIGNED_IN')
export class Pause {
  @Field(() => DateScalar, { description: 'The day on which it began.' })
  from!: string;

  @Field(() => DateScalar, { nullable: true, description: 'The day on which it ended; null while it runs.' })
  to!: string | null;

  @Field(() => String, { nullable: true, description: 'Why, for the consultancy; null where nothing was said.' })
  @Access('MEMBER')
  reason!: string | null;
}

@ObjectType({ description: 'An answer to one of the two test questions.' })
@Access('SIGNED_IN')
export class StandingAnswer {
  @Field(() => StandingQuestion, { description: 'Which one.' })
  question!: domain.StandingQuestion;

  @Field(() => String, { description: 'As it was given.' })
  answer!: string;

  @Field(() => DateTimeScalar, { description: 'When.' })
  answeredAt!: string | Date;

  @Field(() => Person, { description: 'Who answered.' })
  answeredBy!: Person;
}

@ObjectType({ description: 'Answers to the test questions, newest first.' })
@Access('SIGNED_IN')
export class StandingAnswerConnection extends ConnectionOf('StandingAnswer', () => StandingAnswer) {}

@ObjectType({ description: 'Who wears a hat in an engagement, what they may spend, and how the hat stands.' })
@Access('SIGNED_IN')
export class HatAssignment {
  @Field(() => Hat, { description: 'Which one.' })
  hat!: domain.Hat;

  /** Row ids, for the resolvers. */
  engagementId!: string;
  practitionerId!: string | null;

  @Field(() => Float, { description: 'Days per week, 0.25 to 5; 0 where nothing is agreed yet.' })
  daysPerWeek!: number;

  @Field(() => Money, { nullable: true, description: 'What one decision may cost without a sponsor.' })
  perDecisionLimit!: Money | null;

  @Field(() => Money, { nullable: true, description: 'What the hat may spend in a quarter.' })
  perQuarterLimit!: Money | null;

  @Field(() => Money, {
    description: 'What the decisions in force of the current quarter spend, JOINT ones under both hats.',
  })
  quarterSpend!: Money;

  @Field(() => Float, {
    nullable: true,
    description:
      'Depth of what is written, 0 to 100: the mean of its deliverables with a revision, by weight; null before any.',
  })
  depth!: number | null;

  @Field(() => Float, { description: '0 to 1: planned value that substantive submissions have earned.' })
  progress!: number;

  @Field(() => Boolean, { description: 'Whether one of its deliverables is late.' })
  late!: boolean;

  @Field(() => Int, { description: 'How many of its deliverables are late.' })
  lateCount!: number;

  @Field(() => Boolean, { description: 'Whether one of its deliverables is submitted and thin.' })
  thin!: boolean;

  @Field(() => Int, { description: 'How many of its deliverables are submitted and thin.' })
  thinCount!: number;

  @Field(() => [Deliverable], { description: 'What the hat owes, by due date; a quarter has a handful.' })
  deliverables!: Deliverable[];
}

@ObjectType({ description: 'One client, one shape, one or two hats, a start and a 90-day quarter.' })
@Access('SIGNED_IN')
export class Engagement {
  @IdField('Engagement')
  id!: string;

  /** Row id, for the resolver of `client`. */
  clientId!: string;

  @Field(() => Shape, { description: 'How it is staffed.' })
  shape!: domain.Shape;

  @Field(() => EngagementState, { description: 'Where it stands.' })
  state!: domain.EngagementState;

  @Field(() => DateScalar, { description: 'Its first day.' })
  startsOn!: string;

  @Field(() => DateScalar, { description: 'Its last day: of its last quarter, with the days of its pauses.' })
  endsOn!: string;

  @Field(() => [Quarter], { description: 'In order. The start day is day 0 of the first, and day 90 its last.' })
  quarters!: Quarter[];

  @Field(() => Quarter, { description: 'The last one that has begun; the first before the start.' })
  currentQuarter!: Quarter;

  @Field(() => [Pause], { description: 'In order of time.' })
  pauses!: Pause[];

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was completed or ended; null while it is not.' })
  closedAt!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it ended early, for the consultancy.' })
  @Access('MEMBER')
  closedReason!: string | null;

  @Field(() => String, { description: 'IANA name of the zone in which its days begin and end.' })
  timeZone!: string;

  @Field(() => Readiness, { description: 'Whether it may start, and what is missing.' })
  readiness!: Readiness;

  @Field(() => Person, { nullable: true, description: 'The one person accountable for AI risk.' })
  aiRiskOwner!: Person | null;

  @Field(() => [HatAssignment], { description: 'CTO first.' })
  hats!: HatAssignment[];

  @Field(() => [FailureModeReading], {
    description: 'Read from the open signals; empty where all is well, and to the client side.',
  })
  failureModes!: FailureModeReading[];

  @Field(() => [StandingAnswer], { description: 'The newest answer to each of the two test questions.' })
  standingAnswers!: StandingAnswer[];

  @Field(() => Charter, { nullable: true, description: 'The newest published version.' })
  charter!: Charter | null;

  @Field(() => [Charter], { description: 'Every published version, newest first.' })
  charters!: Charter[];

  /** For the portfolio. */
  openAlerts!: { total: number; critical: number };
  worstSignal!: DriftSignal | null;
}

@InputType({ description: 'Who wears a hat, how much, and what they may spend.' })
export class HatAssignmentInput {
  @Field(() => Hat, { description: 'Which one.' })
  hat!: domain.Hat;

  @IdField('Member', { nullable: true, description: 'Left out: nobody yet.' })
  practitionerId?: string | null;

  @Field(() => Float, { description: '0.25 to 5.' })
  daysPerWeek!: number;

  @Field(() => MoneyInput, { nullable: true, description: 'What one decision may cost without a sponsor.' })
  perDecisionLimit?: MoneyInput | null;

  @Field(() => MoneyInput, { nullable: true, description: 'What the hat may spend in a quarter.' })
  perQuarterLimit?: MoneyInput | null;
}

@InputType({ description: 'An engagement to draft.' })
export class DraftEngagementInput {
  @IdField('Client')
  clientId!: string;

  @Field(() => Shape, { description: 'How it is staffed.' })
  shape!: domain.Shape;

  @Field(() => DateScalar, { description: 'Its first day; one in the past is taken as it is.' })
  startsOn!: string;

  @Field(() => String, { nullable: true, description: "IANA name; left out, the client's, else the workspace's." })
  timeZone?: string | null;

  @IdField('IntakeAssessment', { nullable: true, description: 'The assessment that led to it.' })
  intakeAssessmentId?: string | null;

  @Field(() => [HatAssignmentInput], { description: 'One for each hat of the shape.' })
  assignments!: HatAssignmentInput[];
}

@ObjectType({ description: 'Answer of draftEngagement.' })
@Access('MEMBER')
export class DraftEngagementPayload extends Payload {
  @Field(() => Engagement, { nullable: true, description: 'The draft; null where there are user errors.' })
  engagement!: Engagement | null;
}

@InputType({ description: 'The one person accountable for AI risk.' })
export class NameAiRiskOwnerInput {
  @IdField('Engagement')
  engagementId!: string;

  @Field(() => String, { description: 'As the person is called.' })
  name!: string;

  @Field(() => String, { description: 'Where the person is reached.' })
  email!: string;
}

@ObjectType({ description: 'Answer of nameAiRiskOwner.' })
@Access('MEMBER_OR_SPONSOR')
export class NameAiRiskOwnerPayload extends Payload {
  @Field(() => Engagement, { nullable: true, description: 'The engagement as it is now.' })
  engagement!: Engagement | null;
}

@InputType({ description: 'An answer to one of the two test questions.' })
export class RecordStandingAnswerInput {
  @IdField('Engagement')
  engagementId!: string;

  @Field(() => StandingQuestion, { description: 'Which one.' })
  question!: domain.StandingQuestion;

  @Field(() => String, { description: 'In words.' })
  answer!: string;
}

@ObjectType({ description: 'Answer of recordStandingAnswer.' })
@Access('MEMBER')
export class RecordStandingAnswerPayload extends Payload {
  @Field(() => Engagement, { nullable: true, description: 'The engagement as it is now.' })
  engagement!: Engagement | null;
}

@InputType({ description: 'A change of one hat. What is left out stays; null takes away.' })
export class AssignHatInput {
  @IdField('Engagement')
  engagementId!: string;

  @Field(() => Hat, { description: 'Which one. Where one person wears both, a new practitioner takes both.' })
  hat!: domain.Hat;

  @IdField('Member', { nullable: true, description: 'Who wears it from now on; null for nobody.' })
  practitionerId?: string | null;

  @Field(() => Float, { nullable: true, description: '0.25 to 5.' })
  daysPerWeek?: number | null;

  @Field(() => MoneyInput, {
    nullable: true,
    description: 'What one decision may cost without a sponsor. Once the engagement runs, a sponsor raises it.',
  })
  perDecisionLimit?: MoneyInput | null;

  @Field(() => MoneyInput, {
    nullable: true,
    description: 'What the hat may spend in a quarter. Once the engagement runs, a sponsor raises it.',
  })
  perQuarterLimit?: MoneyInput | null;
}

@ObjectType({ description: 'Answer of assignHat.' })
@Access('MEMBER_OR_SPONSOR')
export class AssignHatPayload extends Payload {
  @Field(() => Engagement, { nullable: true, description: 'The engagement as it is now.' })
  engagement!: Engagement | null;
}

@InputType({ description: 'The engagement to start.' })
export class StartEngagementInput {
  @IdField('Engagement')
  engagementId!: string;
}

@ObjectType({ description: 'Answer of startEngagement. Not ready: NOT_READY once for every unmet condition.' })
@Access('MEMBER')
export class StartEngagementPayload extends Payload {
  @Field(() => Engagement, { nullable: true, description: 'The engagement as it is now.' })
  engagement!: Engagement | null;
}
