import type * as domain from '@bicorne/domain';
import { Field, Float, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { ConnectionOf } from '../graphql/connection.js';
import { DeliverableState, EvidenceKind, Hat, Verdict } from '../graphql/enums.js';
import { IdField } from '../graphql/global-id.js';
import { Person } from '../graphql/person.js';
import { DateScalar, DateTimeScalar } from '../graphql/scalars.js';
import { UploadedFile } from './file.types.js';

@ObjectType({ description: 'Why a section lost points, and what would clear it.' })
@Access('SIGNED_IN')
export class DepthReason {
  @Field(() => String, { description: 'For programs; stays the same.' })
  code!: string;

  @Field(() => String, { description: 'What is missing, and what would clear it.' })
  statement!: string;
}

@ObjectType({ description: 'How substantive one section is.' })
@Access('SIGNED_IN')
export class SectionAssessment {
  @Field(() => String, { description: 'As the template has it.' })
  heading!: string;

  @Field(() => Boolean, { description: 'Whether the deliverable is thin when this section is.' })
  critical!: boolean;

  @Field(() => Float, { description: '0 to 100.' })
  depth!: number;

  @Field(() => Float, { nullable: true, description: '0 to 1; null where the template does not ask for it.' })
  completeness!: number | null;

  @Field(() => Float, { nullable: true, description: '0 to 1; null where the template does not ask for it.' })
  evidence!: number | null;

  @Field(() => Float, { nullable: true, description: '0 to 1; null where the template does not ask for it.' })
  specifics!: number | null;

  @Field(() => Float, { nullable: true, description: '0 to 1; null where the template does not ask for it.' })
  substance!: number | null;

  @Field(() => [DepthReason], { description: 'Empty where nothing is missing.' })
  reasons!: DepthReason[];
}

@ObjectType({ description: 'How substantive a text is, section by section.' })
@Access('SIGNED_IN')
export class Assessment {
  @Field(() => Float, { description: '0 to 100.' })
  depth!: number;

  @Field(() => Verdict, { description: 'EMPTY, THIN or SUBSTANTIVE, whether submitted or not.' })
  verdict!: domain.Verdict;

  @Field(() => [SectionAssessment], { description: 'In the order of the template.' })
  sections!: SectionAssessment[];
}

@ObjectType({ description: 'What shows that a section is true.' })
@Access('SIGNED_IN')
export class Evidence {
  @IdField('Evidence')
  id!: string;

  @Field(() => String, { description: 'Heading of the section.' })
  section!: string;

  @Field(() => EvidenceKind, { description: 'A link, a file or a statement.' })
  kind!: domain.EvidenceKind;

  @Field(() => String, { nullable: true, description: 'Address of a LINK.' })
  url!: string | null;

  @Field(() => String, { nullable: true, description: 'Words of a STATEMENT.' })
  statement!: string | null;

  @Field(() => UploadedFile, { nullable: true, description: 'The file of a FILE.' })
  file!: UploadedFile | null;
}

@ObjectType({ description: 'One saved state of a deliverable. Kept for ever.' })
@Access('SIGNED_IN')
export class Revision {
  @IdField('Revision')
  id!: string;

  @Field(() => Int, { description: 'Counted from 1.' })
  number!: number;

  @Field(() => String, { description: 'The text as it was saved.' })
  markdown!: string;

  @Field(() => DateTimeScalar, { description: 'When.' })
  savedAt!: Date;

  @Field(() => Person, { description: 'Who saved it.' })
  savedBy!: Person;

  @Field(() => [Evidence], { description: 'By section; a hundred at the most.' })
  evidence!: Evidence[];

  @Field(() => UploadedFile, { nullable: true, description: 'The uploaded file that the text was taken from.' })
  @Access('MEMBER')
  file!: UploadedFile | null;

  @Field(() => Assessment, { description: 'How substantive it was when it was saved.' })
  assessment!: Assessment;
}

@ObjectType({ description: 'Revisions, newest first.' })
@Access('SIGNED_IN')
export class RevisionConnection extends ConnectionOf('Revision', () => Revision) {}

@ObjectType({ description: 'What a deliverable is written to.' })
@Access('SIGNED_IN')
export class DeliverableTemplate {
  @Field(() => String, { description: 'Name of the template.' })
  key!: string;

  @Field(() => String, { description: 'For people.' })
  title!: string;

  @Field(() => Hat, { description: 'Which hat owes it.' })
  hat!: domain.Hat;

  @Field(() => Int, { description: 'Day of the quarter by whose end it is due.' })
  dueDay!: number;

  @Field(() => String, { description: 'Headings, guidance as comments, and tables to fill.' })
  markdown!: string;

  @Field(() => Boolean, { description: "Whether it is the workspace's own." })
  own!: boolean;
}

@ObjectType({ description: 'One document that a hat owes.' })
@Access('SIGNED_IN')
export class Deliverable {
  @IdField('Deliverable')
  id!: string;

  /** Row ids, for the resolvers. */
  engagementId!: string;
  clientId!: string;
  templateId!: string | null;

  @Field(() => String, { description: 'Key of its template.' })
  key!: string;

  @Field(() => String, { description: 'For people.' })
  title!: string;

  @Field(() => Hat, { description: 'Which hat owes it.' })
  hat!: domain.Hat;

  @Field(() => DeliverableState, { description: 'Where it stands.' })
  state!: domain.DeliverableState;

  @Field(() => DateScalar, { description: "The due day that counts, in the engagement's time zone." })
  dueOn!: string;

  @Field(() => DateScalar, { description: 'The day on which it was first due.' })
  originalDueOn!: string;

  @Field(() => DateScalar, { nullable: true, description: 'A due day that waits for a sponsor.' })
  pendingDueOn!: string | null;

  @Field(() => Boolean, { description: 'Whether the engagement runs, a submission is owed and the due day is over.' })
  late!: boolean;

  @Field(() => Float, {
    nullable: true,
    description: '0 to 100, of the revision that counts; null before any, and to the client while it is a draft.',
  })
  depth!: number | null;

  @Field(() => Verdict, {
    nullable: true,
    description: 'Of the revision that counts; null before any, and to the client while it is a draft.',
  })
  verdict!: domain.Verdict | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was last submitted.' })
  submittedAt!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the client accepted it, sent it back or waived it; null while it waits.',
  })
  answeredAt!: string | null;

  @Field(() => Int, { description: 'Number of the quarter in which it was planned.' })
  quarter!: number;

  @Field(() => Float, { description: 'Its planned value among those of its hat.' })
  weight!: number;

  @Field(() => String, {
    nullable: true,
    description: 'Why it was sent back or waived, or the note of its acceptance.',
  })
  stateNote!: string | null;
}

@InputType({ description: 'What shows that a section is true.' })
export class EvidenceInput {
  @Field(() => String, { description: 'Heading of the section.' })
  section!: string;

  @Field(() => EvidenceKind, { description: 'A link, a file or a statement.' })
  kind!: domain.EvidenceKind;

  @Field(() => String, { nullable: true, description: 'For LINK: a web address.' })
  url?: string | null;

  @IdField('File', { nullable: true, description: 'For FILE.' })
  fileId?: string | null;

  @Field(() => String, { nullable: true, description: 'For STATEMENT: in words.' })
  statement?: string | null;
}
