import type * as domain from '@bicorne/domain';
import { Field, Float, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { Agreement, AiStory, FailureMode, Hat, PlatformState, RecommendedShape, Stage } from '../graphql/enums.js';
import { IdField } from '../graphql/global-id.js';
import { DateTimeScalar } from '../graphql/scalars.js';
import { Payload } from '../graphql/user-error.js';

@ObjectType({ description: 'One answer, where it leans and how much it weighs.' })
@Access('PUBLIC')
export class RecommendationReason {
  @Field(() => String, { description: 'AI_STORY, PLATFORM, SENIOR_TECHNOLOGY_OWNER or SAME_PERSON.' })
  question!: string;

  @Field(() => String, { description: 'As the rubric knows it, such as STRATEGIC_STORY or YES.' })
  answer!: string;

  @Field(() => String, { description: 'CTO, CAIO, ONE_PERSON or SEPARATE_ROLES.' })
  leansTo!: string;

  @Field(() => Float, { description: 'The higher, the more it decides where answers disagree.' })
  weight!: number;

  @Field(() => String, { description: 'One sentence for the client.' })
  statement!: string;
}

@ObjectType({ description: 'Something that the client should know before acting on the recommendation.' })
@Access('SIGNED_IN')
export class Caution {
  @Field(() => String, { description: 'For programs; stays the same.' })
  code!: string;

  @Field(() => String, { description: 'One sentence for the client.' })
  statement!: string;
}

@ObjectType({ description: 'Which hats need filling, computed from the answers by the rubric.' })
@Access('SIGNED_IN')
export class Recommendation {
  @Field(() => RecommendedShape, { description: 'The shape, or NEITHER.' })
  shape!: domain.RecommendedShape;

  @Field(() => [Hat], { description: 'In the order in which they are to be filled.' })
  hats!: domain.Hat[];

  @Field(() => Agreement, { description: 'How far the first three questions agree.' })
  agreement!: domain.Agreement;

  @Field(() => Int, { description: 'Signals toward a CAIO, 0 to 4.' })
  caioSignals!: number;

  @Field(() => Int, { description: 'Signals toward a CTO, 0 to 3.' })
  ctoSignals!: number;

  @Field(() => FailureMode, { nullable: true, description: 'How this shape goes wrong; null for NEITHER.' })
  failureModeToWatch!: domain.FailureMode | null;

  @Field(() => [RecommendationReason], { description: 'The four questions, in order.' })
  reasons!: RecommendationReason[];

  @Field(() => [Caution], { description: 'What to know first; may be empty.' })
  cautions!: Caution[];
}

@ObjectType({ description: 'The document that the client walks away with.' })
@Access('SIGNED_IN')
export class WrittenRead {
  @Field(() => String, { description: 'The whole document in Markdown.' })
  markdown!: string;

  @Field(() => String, { description: 'Address of the same document as a PDF, for who may read this one.' })
  pdfUrl!: string;
}

@ObjectType({ description: 'The answers of a client and the recommendation computed from them. Never changes.' })
@Access('SIGNED_IN')
export class IntakeAssessment {
  @IdField('IntakeAssessment')
  id!: string;

  /** Row of the assessment, for the resolver of `writtenRead`. */
  clientId!: string;
  answers!: domain.IntakeAnswers;

  @Field(() => Int, { description: 'Version of the rubric that it was computed with.' })
  rubricVersion!: number;

  @Field(() => DateTimeScalar, { description: 'When the answers were given.' })
  createdAt!: Date;

  @Field(() => Recommendation, { description: 'What the rubric recommends.' })
  recommendation!: domain.Recommendation;
}

@InputType({ description: 'The answers of a client.' })
export class AssessIntakeInput {
  @IdField('Client')
  clientId!: string;

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

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the practitioner has AI depth from production; left out while it is not known.',
  })
  practitionerHasProductionAiDepth?: boolean | null;

  @Field(() => Stage, { nullable: true, description: "How far the company has come; left out, the client's." })
  stage?: domain.Stage | null;
}

@ObjectType({ description: 'Answer of assessIntake.' })
@Access('MEMBER')
export class AssessIntakePayload extends Payload {
  @Field(() => IntakeAssessment, { nullable: true, description: 'What was kept; null where there are user errors.' })
  intakeAssessment!: IntakeAssessment | null;
}
