import type * as domain from '@bicorne/domain';
import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { SectionChange, TextPartKind, Verdict } from '../graphql/enums.js';
import { Person } from '../graphql/person.js';
import { DateScalar, DateTimeScalar } from '../graphql/scalars.js';

@ObjectType({ description: 'One time that a revision went to the client.' })
@Access('SIGNED_IN')
export class Submission {
  @Field(() => Int, { description: 'Number of the revision.' })
  revision!: number;

  @Field(() => DateTimeScalar, { description: 'When.' })
  at!: Date;

  @Field(() => Person, { description: 'Who submitted it.' })
  by!: Person;

  @Field(() => Float, { description: '0 to 100, as it was then.' })
  depth!: number;

  @Field(() => Verdict, { description: 'As it was then.' })
  verdict!: domain.Verdict;
}

@ObjectType({ description: 'A due date that was asked to move. It counts once a sponsor acknowledged it.' })
@Access('SIGNED_IN')
export class DueDateMove {
  @Field(() => DateScalar, { description: 'The day that counted.' })
  from!: string;

  @Field(() => DateScalar, { description: 'The day that was asked for.' })
  to!: string;

  @Field(() => String, { description: 'Why.' })
  reason!: string;

  @Field(() => Person, { description: 'Who asked.' })
  movedBy!: Person;

  @Field(() => DateTimeScalar, { description: 'When.' })
  movedAt!: Date;

  @Field(() => Person, { nullable: true, description: 'The sponsor who acknowledged it.' })
  acknowledgedBy!: Person | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Since when it counts.' })
  acknowledgedAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was taken back, or another took its place.' })
  withdrawnAt!: Date | null;
}

@ObjectType({ description: 'A run of text that both revisions have, or only one.' })
@Access('SIGNED_IN')
export class TextPart {
  @Field(() => TextPartKind, { description: 'Which of the two has it.' })
  kind!: 'SAME' | 'ADDED' | 'REMOVED';

  @Field(() => String, { description: 'Markdown, cut anywhere.' })
  text!: string;
}

@ObjectType({ description: 'What became of one section between two revisions.' })
@Access('SIGNED_IN')
export class SectionDifference {
  @Field(() => String, { description: 'As the later revision has it; empty for what stands above all headings.' })
  heading!: string;

  @Field(() => SectionChange, { description: 'What became of it.' })
  change!: domain.SectionChange;

  @Field(() => Float, {
    nullable: true,
    description: '0 to 100; null where it was not there, or is not of the template.',
  })
  depthBefore!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: '0 to 100; null where it is not there, or is not of the template.',
  })
  depthAfter!: number | null;

  @Field(() => [TextPart], { description: 'In order; empty where its text did not change.' })
  parts!: TextPart[];
}

@ObjectType({ description: 'What changed between two revisions of a deliverable.' })
@Access('SIGNED_IN')
export class RevisionDifference {
  @Field(() => Int, { description: 'Number of the earlier revision.' })
  fromNumber!: number;

  @Field(() => Int, { description: 'Number of the later revision.' })
  toNumber!: number;

  @Field(() => Float, { description: '0 to 100.' })
  depthBefore!: number;

  @Field(() => Float, { description: '0 to 100.' })
  depthAfter!: number;

  @Field(() => [SectionDifference], { description: 'In the order of the later revision.' })
  sections!: SectionDifference[];
}
