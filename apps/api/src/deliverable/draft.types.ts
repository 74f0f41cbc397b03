import type * as domain from '@bicorne/domain';
import { Field, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { ChangedBy, EvidenceKind } from '../graphql/enums.js';
import { IdField } from '../graphql/global-id.js';
import { DateTimeScalar } from '../graphql/scalars.js';
import { Payload } from '../graphql/user-error.js';
import { Deliverable, EvidenceInput } from './deliverable.types.js';
import { UploadedFile } from './file.types.js';
import { TextPart } from './history.types.js';

@ObjectType({ description: 'What will show that a section is true, once the draft is saved.' })
@Access('MEMBER')
export class DraftEvidence {
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

@ObjectType({
  description:
    "What the caller is writing and has not saved as a revision. Nobody else's to see, and measured by nothing.",
})
@Access('MEMBER')
export class DeliverableDraft {
  @Field(() => Int, { description: 'Number of the revision that the writing began from; 0 before any.' })
  baseRevision!: number;

  @Field(() => String, { description: 'The whole text; may be blank.' })
  markdown!: string;

  @Field(() => [DraftEvidence], { description: 'In the order in which it was given.' })
  evidence!: DraftEvidence[];

  @Field(() => DateTimeScalar, { description: 'When it was last kept.' })
  keptAt!: Date;
}

@InputType({ description: 'Writing that is not to be lost, and is no revision yet.' })
export class KeepDraftInput {
  @IdField('Deliverable')
  deliverableId!: string;

  @Field(() => String, { description: 'The whole text, up to a million characters; may be blank.' })
  markdown!: string;

  @Field(() => [EvidenceInput], { description: 'All of it.' })
  evidence!: EvidenceInput[];

  @Field(() => Int, { description: 'Number of the revision that the writing began from; 0 before any.' })
  baseRevision!: number;
}

@ObjectType({ description: 'Answer of keepDraft.' })
@Access('MEMBER')
export class KeepDraftPayload extends Payload {
  @Field(() => Deliverable, {
    nullable: true,
    description: 'The deliverable as it is now, which tells whether somebody saved a newer revision.',
  })
  deliverable!: Deliverable | null;
}

@InputType({ description: 'The deliverable whose draft is thrown away.' })
export class DiscardDraftInput {
  @IdField('Deliverable')
  deliverableId!: string;
}

@ObjectType({ description: 'Answer of discardDraft.' })
@Access('MEMBER')
export class DiscardDraftPayload extends Payload {
  @Field(() => Deliverable, { nullable: true, description: 'The deliverable; null where there are user errors.' })
  deliverable!: Deliverable | null;
}

@ObjectType({ description: 'One section of two texts that began from one.' })
@Access('MEMBER')
export class ReconciledSection {
  @Field(() => String, { description: 'Empty for what stands above all headings.' })
  heading!: string;

  @Field(() => ChangedBy, { description: 'Who changed it since both began.' })
  changedBy!: domain.ChangedBy;

  @Field(() => String, { nullable: true, description: "In the caller's text, with its heading; null where it is not." })
  mine!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'In the newest revision, with its heading; null where it is not.',
  })
  theirs!: string | null;

  @Field(() => [TextPart], { description: 'From theirs to mine, in order; empty where both say the same.' })
  parts!: TextPart[];
}

@ObjectType({ description: "The caller's writing held against the newest revision." })
@Access('MEMBER')
export class Reconciliation {
  @Field(() => Int, { description: 'Number of that revision.' })
  revision!: number;

  @Field(() => [ReconciledSection], {
    description: 'What is chosen of each, joined by line ends, is a whole text.',
  })
  sections!: ReconciledSection[];
}
