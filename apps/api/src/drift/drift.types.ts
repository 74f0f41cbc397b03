import type * as domain from '@bicorne/domain';
import { Field, ObjectType } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { DriftRule, FailureMode, Severity } from '../graphql/enums.js';

@ObjectType({ description: "One rule's finding." })
@Access('SIGNED_IN')
export class DriftSignal {
  @Field(() => DriftRule, { description: 'The rule that found it.' })
  rule!: domain.RuleCode;

  @Field(() => Severity, { description: 'How bad it is.' })
  severity!: domain.Severity;

  @Field(() => String, { description: 'What was found, in a sentence or two.' })
  statement!: string;
}

@ObjectType({ description: 'A named way in which the engagement goes wrong, with the open signals behind it.' })
@Access('SIGNED_IN')
export class FailureModeReading {
  @Field(() => FailureMode, { description: 'Which one.' })
  mode!: domain.FailureMode;

  @Field(() => [DriftSignal], { description: 'What shows it.' })
  signals!: DriftSignal[];
}
