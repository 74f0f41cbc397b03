import type * as domain from '@bicorne/domain';
import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { ConnectionOf } from '../graphql/connection.js';
import { Hat, HatWorn } from '../graphql/enums.js';
import { IdField } from '../graphql/global-id.js';
import { Money, MoneyInput } from '../graphql/money.js';
import { Person } from '../graphql/person.js';
import { DateScalar, DateTimeScalar } from '../graphql/scalars.js';
import { Payload } from '../graphql/user-error.js';

@ObjectType({ description: 'That one hat agreed to a JOINT decision.' })
@Access('SIGNED_IN')
export class SignOff {
  @Field(() => Hat, { description: 'Which one.' })
  hat!: domain.Hat;

  @Field(() => Person, { description: 'Who wears it.' })
  by!: Person;

  @Field(() => String, { description: "The hat's own reason." })
  reason!: string;

  @Field(() => DateTimeScalar, { description: 'When.' })
  at!: string;
}

@ObjectType({ description: 'That a sponsor approved what a decision spends over a limit.' })
@Access('SIGNED_IN')
export class DecisionApproval {
  @Field(() => Person, { description: 'The sponsor.' })
  by!: Person;

  @Field(() => DateTimeScalar, { description: 'When.' })
  at!: string;

  @Field(() => String, { description: 'Why.' })
  reason!: string;
}

@ObjectType({ description: 'A decision taken, and the hat that was on.' })
@Access('SIGNED_IN')
export class Decision {
  @IdField('Decision')
  id!: string;

  @Field(() => String, { description: 'Key of a default area, or an added one as it was written.' })
  area!: string;

  @Field(() => HatWorn, { description: 'The hat that was on.' })
  hatWorn!: domain.Hat | 'JOINT';

  @Field(() => String, { description: 'In a line.' })
  title!: string;

  @Field(() => String, { description: 'What was decided.' })
  decision!: string;

  @Field(() => String, { description: 'Why.' })
  rationale!: string;

  @Field(() => [String], { description: 'What was considered.' })
  options!: string[];

  @Field(() => DateTimeScalar, { description: 'When it was taken.' })
  decidedAt!: Date;

  @Field(() => Person, { description: 'Who took it.' })
  decidedBy!: Person;

  @Field(() => Money, { nullable: true, description: 'What it costs; null where nothing was said.' })
  spend!: Money | null;

  @Field(() => String, { nullable: true, description: 'With whom the money is spent.' })
  vendor!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'When to look at it again.' })
  revisitOn!: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was logged.' })
  recordedAt!: Date;

  @Field(() => [SignOff], { description: 'Which hats agreed to a JOINT decision; two where all did.' })
  signOffs!: SignOff[];

  @Field(() => DecisionApproval, { nullable: true, description: "A sponsor's approval; null where none was given." })
  approval!: DecisionApproval | null;

  @Field(() => Boolean, { description: 'Whether no later decision took its place.' })
  inForce!: boolean;

  /** Row ids, for resolvers. */
  engagementId!: string;
  supersedesId!: string | null;
  supersededById!: string | null;
}

@ObjectType({ description: 'Decisions, newest first.' })
@Access('SIGNED_IN')
export class DecisionConnection extends ConnectionOf('Decision', () => Decision) {}

@InputType({ description: 'What to list of a decision log. What is left out narrows nothing.' })
export class DecisionFilter {
  @Field(() => String, {
    nullable: true,
    description: 'Words: each stands in its title, text, rationale, options, vendor or area. Case does not matter.',
  })
  search?: string | null;

  @Field(() => String, { nullable: true, description: 'An area of decision, however it is written.' })
  area?: string | null;

  @Field(() => HatWorn, { nullable: true, description: 'The hat that was on.' })
  hatWorn?: domain.Hat | 'JOINT' | null;

  @Field(() => Boolean, { nullable: true, description: 'Without what was superseded.' })
  inForceOnly?: boolean | null;

  @Field(() => DateScalar, { nullable: true, description: 'To be looked at again by this day.' })
  revisitUntil?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only what passes a limit and waits for the approval of a sponsor.',
  })
  awaitsApproval?: boolean | null;
}

@InputType({ description: 'A decision to log.' })
export class RecordDecisionInput {
  @IdField('Engagement')
  engagementId!: string;

  @Field(() => String, { description: 'The area of decision, however it is written.' })
  area!: string;

  @Field(() => HatWorn, { description: 'The hat that was on.' })
  hatWorn!: domain.Hat | 'JOINT';

  @Field(() => String, { description: 'In a line.' })
  title!: string;

  @Field(() => String, { description: 'What was decided.' })
  decision!: string;

  @Field(() => String, { description: 'Why.' })
  rationale!: string;

  @Field(() => [String], { defaultValue: [], description: 'What was considered.' })
  options!: string[];

  @Field(() => DateTimeScalar, { description: 'When it was taken; not in the future.' })
  decidedAt!: Date;

  @Field(() => MoneyInput, { nullable: true, description: "What it costs, in the engagement's currency." })
  spend?: MoneyInput | null;

  @Field(() => String, { nullable: true, description: 'With whom the money is spent.' })
  vendor?: string | null;

  @IdField('Decision', { nullable: true, description: 'The decision that this one takes the place of.' })
  supersedesId?: string | null;

  @IdField('Member', {
    nullable: true,
    description: 'Who took it; left out, the caller who wears the hat, and else whoever wears it.',
  })
  decidedById?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'When to look at it again.' })
  revisitOn?: string | null;
}

@InputType({ description: 'A decision that may be taken. What is not known yet is left out.' })
export class CheckDecisionInput {
  @IdField('Engagement')
  engagementId!: string;

  @Field(() => String, { description: 'The area of decision, however it is written.' })
  area!: string;

  @Field(() => HatWorn, { description: 'The hat that would be on.' })
  hatWorn!: domain.Hat | 'JOINT';

  @Field(() => MoneyInput, { nullable: true, description: "What it would cost, in the engagement's currency." })
  spend?: MoneyInput | null;

  @Field(() => String, { nullable: true, description: 'With whom the money would be spent.' })
  vendor?: string | null;

  @IdField('Decision', { nullable: true, description: 'The decision whose place it would take.' })
  supersedesId?: string | null;
}

@ObjectType({ description: 'Answer of recordDecision.' })
@Access('MEMBER')
export class RecordDecisionPayload extends Payload {
  @Field(() => Decision, { nullable: true, description: 'What was logged; null where there are user errors.' })
  decision!: Decision | null;
}

@InputType({ description: 'That a hat agrees to a JOINT decision.' })
export class SignOffDecisionInput {
  @IdField('Decision')
  decisionId!: string;

  @Field(() => Hat, { description: 'The hat that is on: whoever wears it signs.' })
  hat!: domain.Hat;

  @Field(() => String, { description: "The hat's own reason, in other words than the other hat's." })
  reason!: string;
}

@ObjectType({ description: 'Answer of signOffDecision.' })
@Access('MEMBER')
export class SignOffDecisionPayload extends Payload {
  @Field(() => Decision, {
    nullable: true,
    description: 'The decision as it is now; null where there are user errors.',
  })
  decision!: Decision | null;
}

@InputType({ description: "A sponsor's approval of what a decision spends." })
export class ApproveDecisionInput {
  @IdField('Decision')
  decisionId!: string;

  @Field(() => String, { description: 'Why it may pass the limit.' })
  reason!: string;
}

@ObjectType({ description: 'Answer of approveDecision.' })
@Access('SPONSOR')
export class ApproveDecisionPayload extends Payload {
  @Field(() => Decision, {
    nullable: true,
    description: 'The decision as it is now; null where there are user errors.',
  })
  decision!: Decision | null;
}
