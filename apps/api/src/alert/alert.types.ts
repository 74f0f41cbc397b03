import type { DeliveryView } from '@bicorne/application';
import type * as domain from '@bicorne/domain';
import { Field, Float, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { ConnectionOf } from '../graphql/connection.js';
import {
  AlertState,
  DeliveryChannel,
  DeliveryState,
  DriftRule,
  EscalationLevel,
  Hat,
  Severity,
} from '../graphql/enums.js';
import { IdField } from '../graphql/global-id.js';
import { Person } from '../graphql/person.js';
import { DateScalar, DateTimeScalar } from '../graphql/scalars.js';
import { Payload } from '../graphql/user-error.js';

@ObjectType({ description: 'A figure that a rule compared, and what it compared it with.' })
@Access('MEMBER')
export class Figure {
  @Field(() => String, { description: 'Such as daysLate or depth.' })
  name!: string;

  @Field(() => Float, { description: 'What was found.' })
  value!: number;

  @Field(() => Float, { description: 'What it was compared with.' })
  threshold!: number;
}

@ObjectType({ description: 'One message to one recipient about an alert.' })
@Access('MEMBER')
export class Delivery {
  @IdField('Delivery')
  id!: string;

  @Field(() => DeliveryChannel, { description: 'How it goes out.' })
  channel!: DeliveryView['channel'];

  @Field(() => String, { description: 'An email address, or the address of an endpoint.' })
  recipient!: string;

  @Field(() => DeliveryState, { description: 'Where it stands.' })
  state!: 'PENDING' | 'SENDING' | 'SENT' | 'FAILED';

  @Field(() => Int, { description: 'How often it was tried.' })
  attempts!: number;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the recipient took it.' })
  sentAt!: string | null;

  @Field(() => String, { nullable: true, description: 'Why the last try failed.' })
  lastError!: string | null;
}

@ObjectType({ description: 'One step further up that an alert went, because nobody answered it.' })
@Access('MEMBER')
export class Escalation {
  @Field(() => EscalationLevel, { description: 'Who was to be told.' })
  level!: domain.EscalationLevel;

  @Field(() => DateTimeScalar, { description: 'When they were.' })
  at!: string;

  @Field(() => [Person], { description: 'Who had not been told before; empty where all of them had.' })
  told!: Person[];
}

@ObjectType({ description: 'The alert of the same rule about the same thing that was there before.' })
@Access('MEMBER')
export class PreviousAlert {
  @IdField('DriftAlert')
  id!: string;

  @Field(() => DateTimeScalar, { description: 'When it was raised.' })
  openedAt!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When what it told of was mended.' })
  resolvedAt!: string | null;
}

@ObjectType({ description: 'A drift signal that people are told about.' })
@Access('MEMBER')
export class DriftAlert {
  @IdField('DriftAlert')
  id!: string;

  /** Row ids, for the resolvers. */
  engagementId!: string;
  deliverableId!: string | null;

  @Field(() => DriftRule, { description: 'The rule that found it.' })
  rule!: domain.RuleCode;

  @Field(() => Severity, { description: 'How bad it is.' })
  severity!: domain.Severity;

  @Field(() => AlertState, { description: 'Where it stands.' })
  state!: domain.AlertState;

  @Field(() => Hat, { nullable: true, description: 'The hat that drifts; null for the engagement as a whole.' })
  hat!: domain.Hat | null;

  @Field(() => DateTimeScalar, { description: 'When it was raised.' })
  openedAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When what it tells of was mended.' })
  resolvedAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it comes back.' })
  snoozedUntil!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When somebody said that they had seen it.' })
  acknowledgedAt!: Date | null;

  @Field(() => Person, { nullable: true, description: 'Who said so.' })
  acknowledgedBy!: Person | null;

  @Field(() => String, { description: 'What was found, in a sentence or two.' })
  statement!: string;

  @Field(() => String, { description: 'What makes it go away.' })
  clearsWhen!: string;

  @Field(() => [Figure], { description: 'What the rule compared.' })
  figures!: Figure[];

  @Field(() => PreviousAlert, { nullable: true, description: 'The last time that the same drifted; null the first.' })
  previousAlert!: PreviousAlert | null;

  @Field(() => [Escalation], { description: 'How far it went because nobody answered it, the nearest first.' })
  escalations!: Escalation[];

  @Field(() => [Delivery], { description: 'What was sent to whom.' })
  deliveries!: Delivery[];
}

@ObjectType({ description: 'Drift alerts.' })
@Access('MEMBER')
export class DriftAlertConnection extends ConnectionOf('DriftAlert', () => DriftAlert) {}

@InputType({ description: 'Which alerts; what is left out lets everything through.' })
export class DriftAlertFilter {
  @IdField('Client', { nullable: true, description: 'Of one client.' })
  clientId?: string | null;

  @IdField('Engagement', { nullable: true, description: 'Of one engagement.' })
  engagementId?: string | null;

  @Field(() => [DriftRule], { nullable: true, description: 'Of these rules.' })
  rules?: domain.RuleCode[] | null;

  @Field(() => [Severity], { nullable: true, description: 'Of these severities.' })
  severities?: domain.Severity[] | null;

  @Field(() => [AlertState], { nullable: true, description: 'In these states.' })
  states?: domain.AlertState[] | null;

  @Field(() => Hat, { nullable: true, description: 'Of one hat.' })
  hat?: domain.Hat | null;
}

@InputType({ description: 'The alert that was seen.' })
export class AcknowledgeDriftAlertInput {
  @IdField('DriftAlert')
  driftAlertId!: string;

  @Field(() => String, { nullable: true, description: 'Anything to add.' })
  note?: string | null;
}

@ObjectType({ description: 'Answer of acknowledgeDriftAlert.' })
@Access('MEMBER')
export class AcknowledgeDriftAlertPayload extends Payload {
  @Field(() => DriftAlert, { nullable: true, description: 'The alert as it is now.' })
  driftAlert!: DriftAlert | null;
}

@InputType({ description: 'The alert that may rest.' })
export class SnoozeDriftAlertInput {
  @IdField('DriftAlert')
  driftAlertId!: string;

  @Field(() => DateScalar, { description: 'The day on which it comes back, at most 90 days from today.' })
  until!: string;

  @Field(() => String, { description: 'Why.' })
  reason!: string;
}

@ObjectType({ description: 'Answer of snoozeDriftAlert.' })
@Access('MEMBER')
export class SnoozeDriftAlertPayload extends Payload {
  @Field(() => DriftAlert, { nullable: true, description: 'The alert as it is now.' })
  driftAlert!: DriftAlert | null;
}
