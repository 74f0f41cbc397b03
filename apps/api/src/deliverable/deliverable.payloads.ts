import { Field, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { IdField } from '../graphql/global-id.js';
import { DateScalar } from '../graphql/scalars.js';
import { Payload } from '../graphql/user-error.js';
import { Deliverable, EvidenceInput, Revision } from './deliverable.types.js';

const AS_IT_IS_NOW = { nullable: true, description: 'The deliverable as it is now; null where there are user errors.' };

@InputType({ description: 'A new revision.' })
export class SaveRevisionInput {
  @IdField('Deliverable')
  deliverableId!: string;

  @Field(() => String, { description: 'The whole text, up to a million characters.' })
  markdown!: string;

  @Field(() => [EvidenceInput], {
    nullable: true,
    description: "Replaces the earlier revision's; left out, that stays.",
  })
  evidence?: EvidenceInput[] | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Number of the revision that the writer began from, 0 for none: CONFLICT where another saved since.',
  })
  baseRevision?: number | null;
}

@ObjectType({ description: 'Answer of saveRevision.' })
@Access('MEMBER')
export class SaveRevisionPayload extends Payload {
  @Field(() => Deliverable, AS_IT_IS_NOW)
  deliverable!: Deliverable | null;

  @Field(() => Revision, { nullable: true, description: 'The new revision; null where there are user errors.' })
  revision!: Revision | null;
}

@InputType({ description: 'A new revision from an uploaded file.' })
export class ImportRevisionInput {
  @IdField('Deliverable')
  deliverableId!: string;

  @IdField('File', { description: 'A file of the engagement: Markdown, plain text, DOCX or PDF.' })
  fileId!: string;

  @Field(() => [EvidenceInput], {
    nullable: true,
    description: "Replaces the earlier revision's; left out, that stays.",
  })
  evidence?: EvidenceInput[] | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Number of the revision that the writer began from, 0 for none: CONFLICT where another saved since.',
  })
  baseRevision?: number | null;
}

@ObjectType({ description: 'Answer of importRevision.' })
@Access('MEMBER')
export class ImportRevisionPayload extends Payload {
  @Field(() => Deliverable, AS_IT_IS_NOW)
  deliverable!: Deliverable | null;

  @Field(() => Revision, { nullable: true, description: 'The new revision; null where there are user errors.' })
  revision!: Revision | null;
}

@InputType({ description: 'The deliverable whose latest revision is submitted.' })
export class SubmitDeliverableInput {
  @IdField('Deliverable')
  deliverableId!: string;
}

@ObjectType({ description: 'Answer of submitDeliverable.' })
@Access('MEMBER')
export class SubmitDeliverablePayload extends Payload {
  @Field(() => Deliverable, AS_IT_IS_NOW)
  deliverable!: Deliverable | null;
}

@InputType({ description: 'The submitted deliverable that the client takes.' })
export class AcceptDeliverableInput {
  @IdField('Deliverable')
  deliverableId!: string;

  @Field(() => String, { nullable: true, description: 'Anything to add.' })
  note?: string | null;
}

@ObjectType({ description: 'Answer of acceptDeliverable.' })
@Access('SPONSOR')
export class AcceptDeliverablePayload extends Payload {
  @Field(() => Deliverable, AS_IT_IS_NOW)
  deliverable!: Deliverable | null;
}

@InputType({ description: 'The submitted deliverable that the client sends back.' })
export class RequestChangesInput {
  @IdField('Deliverable')
  deliverableId!: string;

  @Field(() => String, { description: 'What has to change.' })
  reason!: string;
}

@ObjectType({ description: 'Answer of requestChanges.' })
@Access('SPONSOR')
export class RequestChangesPayload extends Payload {
  @Field(() => Deliverable, AS_IT_IS_NOW)
  deliverable!: Deliverable | null;
}

@InputType({ description: 'The deliverable that the client gives up.' })
export class WaiveDeliverableInput {
  @IdField('Deliverable')
  deliverableId!: string;

  @Field(() => String, { description: 'Why nothing is owed on it any more.' })
  reason!: string;
}

@ObjectType({ description: 'Answer of waiveDeliverable.' })
@Access('SPONSOR')
export class WaiveDeliverablePayload extends Payload {
  @Field(() => Deliverable, AS_IT_IS_NOW)
  deliverable!: Deliverable | null;
}

@InputType({ description: 'Another due day.' })
export class MoveDueDateInput {
  @IdField('Deliverable')
  deliverableId!: string;

  @Field(() => DateScalar, { description: 'The day that is asked for.' })
  dueOn!: string;

  @Field(() => String, { description: 'Why.' })
  reason!: string;
}

@ObjectType({ description: 'Answer of moveDueDate.' })
@Access('MEMBER')
export class MoveDueDatePayload extends Payload {
  @Field(() => Deliverable, AS_IT_IS_NOW)
  deliverable!: Deliverable | null;
}

@InputType({ description: 'The deliverable whose waiting due day is taken back.' })
export class WithdrawDueDateMoveInput {
  @IdField('Deliverable')
  deliverableId!: string;
}

@ObjectType({ description: 'Answer of withdrawDueDateMove.' })
@Access('MEMBER')
export class WithdrawDueDateMovePayload extends Payload {
  @Field(() => Deliverable, AS_IT_IS_NOW)
  deliverable!: Deliverable | null;
}

@InputType({ description: 'The deliverable whose waiting due day is acknowledged.' })
export class AcknowledgeDueDateMoveInput {
  @IdField('Deliverable')
  deliverableId!: string;
}

@ObjectType({ description: 'Answer of acknowledgeDueDateMove.' })
@Access('SPONSOR')
export class AcknowledgeDueDateMovePayload extends Payload {
  @Field(() => Deliverable, AS_IT_IS_NOW)
  deliverable!: Deliverable | null;
}
