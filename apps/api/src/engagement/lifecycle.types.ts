import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { IdField } from '../graphql/global-id.js';
import { DateScalar } from '../graphql/scalars.js';
import { Payload } from '../graphql/user-error.js';
import { Engagement } from './engagement.types.js';

@InputType({ description: 'The engagement to pause.' })
export class PauseEngagementInput {
  @IdField('Engagement')
  engagementId!: string;

  @Field(() => String, { nullable: true, description: 'Why, for the consultancy.' })
  reason?: string | null;
}

@ObjectType({ description: 'Answer of pauseEngagement.' })
@Access('LEAD')
export class PauseEngagementPayload extends Payload {
  @Field(() => Engagement, { nullable: true, description: 'The engagement as it is now.' })
  engagement!: Engagement | null;
}

@InputType({ description: 'The engagement to resume.' })
export class ResumeEngagementInput {
  @IdField('Engagement')
  engagementId!: string;
}

@ObjectType({ description: 'Answer of resumeEngagement.' })
@Access('LEAD')
export class ResumeEngagementPayload extends Payload {
  @Field(() => Engagement, { nullable: true, description: 'The engagement as it is now.' })
  engagement!: Engagement | null;
}

@InputType({ description: 'The engagement to complete.' })
export class CompleteEngagementInput {
  @IdField('Engagement')
  engagementId!: string;
}

@ObjectType({
  description: 'Answer of completeEngagement. OPEN_DELIVERABLES where one is neither accepted nor waived.',
})
@Access('LEAD')
export class CompleteEngagementPayload extends Payload {
  @Field(() => Engagement, { nullable: true, description: 'The engagement as it is now.' })
  engagement!: Engagement | null;
}

@InputType({ description: 'The engagement to end early.' })
export class EndEngagementEarlyInput {
  @IdField('Engagement')
  engagementId!: string;

  @Field(() => String, { description: 'Why, for the consultancy.' })
  reason!: string;
}

@ObjectType({ description: 'Answer of endEngagementEarly.' })
@Access('LEAD')
export class EndEngagementEarlyPayload extends Payload {
  @Field(() => Engagement, { nullable: true, description: 'The engagement as it is now.' })
  engagement!: Engagement | null;
}

@InputType({ description: 'A further quarter, and what the hats owe in it.' })
export class RenewEngagementInput {
  @IdField('Engagement')
  engagementId!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'First day of the quarter. Left out: the day after the last one.',
  })
  startsOn?: string | null;

  @Field(() => [String], {
    description: "Keys of templates of the catalogue or of the workspace's own, for each hat at least one.",
  })
  templates!: string[];
}

@ObjectType({ description: 'Answer of renewEngagement.' })
@Access('LEAD')
export class RenewEngagementPayload extends Payload {
  @Field(() => Engagement, { nullable: true, description: 'The engagement as it is now.' })
  engagement!: Engagement | null;
}
