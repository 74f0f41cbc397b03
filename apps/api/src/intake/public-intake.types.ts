import type * as domain from '@bicorne/domain';
import { Field, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { AiStory, PlatformState, RecommendedShape, Stage } from '../graphql/enums.js';
import { Payload } from '../graphql/user-error.js';
import { RecommendationReason } from './intake.types.js';
import { SharedWrittenRead } from './share-link.types.js';

@ObjectType({ description: 'The intake that a consultancy publishes.' })
@Access('PUBLIC')
export class PublicIntake {
  @Field(() => String, { description: 'What the consultancy is called.' })
  workspaceName!: string;

  @Field(() => String, { nullable: true, description: 'What it says above the questions; null for nothing.' })
  introduction!: string | null;
}

@InputType({ description: 'Answers while they are being given: what is left out, or null, is not answered yet.' })
export class AnswersSoFarInput {
  @Field(() => AiStory, { nullable: true, description: "Whether AI is the company's strategic story." })
  aiStory?: domain.AiStory | null;

  @Field(() => PlatformState, { nullable: true, description: 'Whether the platform is stable or the bottleneck.' })
  platform?: domain.PlatformCondition | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether a senior technology owner is in place.' })
  seniorTechnologyOwner?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether one person should answer for AI risk and for the platform.',
  })
  samePersonForAiRiskAndPlatform?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the open questions are AI-shaped.' })
  openQuestionsAreAiShaped?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the surface is broader than AI.' })
  surfaceBroaderThanAi?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the AI work fits inside a technology engagement.' })
  aiFitsInsideTechnologyEngagement?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the practitioner has AI depth from production; left out while it is not known.',
  })
  practitionerHasProductionAiDepth?: boolean | null;
}

@ObjectType({ description: 'What answers say before all are given. What it says, no further answer takes back.' })
@Access('PUBLIC')
export class RecommendationSoFar {
  @Field(() => [RecommendedShape], {
    description: 'Where the answers still to come can lead; one where none of them changes it any more.',
  })
  possible!: domain.RecommendedShape[];

  @Field(() => Int, { description: 'Signals toward a CAIO so far, 0 to 4.' })
  caioSignals!: number;

  @Field(() => Int, { description: 'Signals toward a CTO so far, 0 to 3.' })
  ctoSignals!: number;

  @Field(() => [RecommendationReason], { description: 'Those of the four questions that are answered, in order.' })
  reasons!: RecommendationReason[];
}

@InputType({ description: 'What a prospect enters at the public address: who they are, and the answers.' })
export class SubmitPublicIntakeInput {
  @Field(() => String, { description: "The last part of the intake's address." })
  workspace!: string;

  @Field(() => String, { description: 'As the company calls itself.' })
  company!: string;

  @Field(() => String, { description: 'Who answers.' })
  contactName!: string;

  @Field(() => String, { description: 'Where the consultancy may write to.' })
  contactEmail!: string;

  @Field(() => String, { nullable: true, description: 'Web address of the company, with https:// or http://.' })
  website?: string | null;

  @Field(() => AiStory, { description: "Whether AI is the company's strategic story." })
  aiStory!: domain.AiStory;

  @Field(() => PlatformState, { description: 'Whether the platform is stable or the bottleneck.' })
  platform!: domain.PlatformCondition;

  @Field(() => Boolean, { description: 'Whether a senior technology owner is in place.' })
  seniorTechnologyOwner!: boolean;

  @Field(() => Boolean, { description: 'Whether one person should answer for AI risk and for the platform.' })
  samePersonForAiRiskAndPlatform!: boolean;

  @Field(() => Boolean, { description: 'Whether the open questions are AI-shaped.' })
  openQuestionsAreAiShaped!: boolean;

  @Field(() => Boolean, { description: 'Whether the surface is broader than AI.' })
  surfaceBroaderThanAi!: boolean;

  @Field(() => Boolean, { description: 'Whether the AI work fits inside a technology engagement.' })
  aiFitsInsideTechnologyEngagement!: boolean;

  @Field(() => Stage, { nullable: true, description: 'How far the company has come.' })
  stage?: domain.Stage | null;

  @Field(() => String, {
    nullable: true,
    description: 'Stays empty. A page that shows the questions hides it from people; what fills it is a program.',
  })
  leaveEmpty?: string | null;
}

@ObjectType({ description: 'Answer of submitPublicIntake.' })
@Access('PUBLIC')
export class SubmitPublicIntakePayload extends Payload {
  @Field(() => SharedWrittenRead, {
    nullable: true,
    description: 'The written read, with an address to come back to it for 90 days; null where there are user errors.',
  })
  writtenRead!: SharedWrittenRead | null;
}

@ObjectType({ description: 'Whether, and how, the consultancy publishes its intake.' })
@Access('MEMBER')
export class PublicIntakeSettings {
  @Field(() => Boolean, { description: 'Whether prospects can answer now.' })
  enabled!: boolean;

  @Field(() => String, { nullable: true, description: 'What stands above the questions; null for nothing.' })
  introduction!: string | null;

  @Field(() => String, { description: 'The address for prospects; leads nowhere while it is not enabled.' })
  url!: string;
}

@InputType({ description: 'Whether, and how, the consultancy publishes its intake.' })
export class UpdatePublicIntakeInput {
  @Field(() => Boolean, { description: 'Whether prospects can answer from now on.' })
  enabled!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'What stands above the questions, 2,000 characters at most; left out or blank, nothing.',
  })
  introduction?: string | null;
}

@ObjectType({ description: 'Answer of updatePublicIntake.' })
@Access('OWNER')
export class UpdatePublicIntakePayload extends Payload {
  @Field(() => PublicIntakeSettings, { nullable: true, description: 'As it is now; null where there are user errors.' })
  publicIntake!: PublicIntakeSettings | null;
}
