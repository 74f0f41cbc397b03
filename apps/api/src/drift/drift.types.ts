import type * as domain from '@bicorne/domain';
import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { Figure } from '../alert/alert.types.js';
import { Access } from '../graphql/access.js';
import { DriftRule, FailureMode, Hat, Severity } from '../graphql/enums.js';
import { DateScalar } from '../graphql/scalars.js';

@ObjectType({ description: "One rule's finding." })
@Access('SIGNED_IN')
export class DriftSignal {
  @Field(() => DriftRule, { description: 'The rule that found it.' })
  rule!: domain.RuleCode;

  @Field(() => Severity, { description: 'How bad it is.' })
  severity!: domain.Severity;

  @Field(() => String, { description: 'What was found, in a sentence or two.' })
  statement!: string;

  @Field(() => Hat, { nullable: true, description: 'The hat that drifts; null for the engagement as a whole.' })
  hat!: domain.Hat | null;

  @Field(() => [Figure], { description: 'What the rule compared.' })
  figures!: Figure[];

  @Field(() => String, { description: 'What makes it go away.' })
  clearsWhen!: string;
}

@ObjectType({ description: 'A named way in which the engagement goes wrong, with the open signals behind it.' })
@Access('SIGNED_IN')
export class FailureModeReading {
  @Field(() => FailureMode, { description: 'Which one.' })
  mode!: domain.FailureMode;

  @Field(() => [DriftSignal], { description: 'What shows it, the worst first.' })
  signals!: DriftSignal[];
}

@ObjectType({ description: 'How a hat stands against its plan for a quarter, by earned schedule.' })
@Access('MEMBER')
export class HatForecast {
  @Field(() => Int, { description: 'Number of the quarter that runs, from 1; after the end the last one.' })
  quarter!: number;

  @Field(() => Float, { description: 'Weight that the plan has by the end of yesterday.' })
  plannedValue!: number;

  @Field(() => Float, { description: 'Weight earned by now: of each deliverable weight × min(1, depth ÷ 60).' })
  earnedValue!: number;

  @Field(() => Float, { description: 'Weight of everything that is planned for the quarter.' })
  totalValue!: number;

  @Field(() => DateScalar, {
    description:
      'The day of the plan at which the work stands: by its end so much was planned. The day before the quarter where nothing is earned.',
  })
  earnedScheduleOn!: string;

  @Field(() => Float, {
    nullable: true,
    description:
      'Schedule performance, SPI(t): 1 is on plan, less is behind; null on the first day and without a plan.',
  })
  spi!: number | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day on which the work of the quarter is done at that pace; null where no end can be told.',
  })
  forecastOn!: string | null;

  @Field(() => DateScalar, { description: 'Last day of the quarter.' })
  endsOn!: string;
}

@ObjectType({
  description: "A day on which the depth of a hat's plan, or the slope of the plan, changed; between them it stays.",
})
@Access('MEMBER')
export class DepthPoint {
  @Field(() => DateScalar, { description: 'At the end of this day.' })
  on!: string;

  @Field(() => Float, {
    nullable: true,
    description:
      'Depth of the plan, 0 to 100: by weight, what is not written at 0. Null as long as nothing is written. Not the ' +
      'depth of the hat, which is that of what is written.',
  })
  depthOfPlan!: number | null;

  @Field(() => Float, { description: 'The depth that the plan had for that day, 0 to 60.' })
  planned!: number;
}
