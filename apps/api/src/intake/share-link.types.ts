import { Field, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { ConnectionOf } from '../graphql/connection.js';
import { IdField } from '../graphql/global-id.js';
import { DateTimeScalar } from '../graphql/scalars.js';
import { Payload } from '../graphql/user-error.js';

@ObjectType({ description: 'An address at which somebody without an account reads a written read.' })
@Access('MEMBER')
export class ShareLink {
  @IdField('ShareLink')
  id!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The address. Told once, in the answer that makes it: what is kept does not give it back.',
  })
  url?: string | null;

  @Field(() => DateTimeScalar, { description: 'From when on it leads nowhere.' })
  expiresAt!: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Since when it leads nowhere; null while it is not revoked.',
  })
  revokedAt!: Date | null;

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => String, { description: 'Who made it.' })
  createdBy!: string;

  @Field(() => Int, { description: 'How often the written read was opened by it.' })
  opens!: number;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was last opened by it.' })
  lastOpenedAt!: Date | null;
}

@ObjectType({ description: 'Links to a written read: those that lead to it first.' })
@Access('MEMBER')
export class ShareLinkConnection extends ConnectionOf('ShareLink', () => ShareLink) {}

@InputType({ description: 'A written read to share.' })
export class ShareWrittenReadInput {
  @IdField('IntakeAssessment')
  intakeAssessmentId!: string;

  @Field(() => DateTimeScalar, {
    description: 'From when on the address leads nowhere: in the future, and a year away at most.',
  })
  expiresAt!: Date;
}

@ObjectType({ description: 'Answer of shareWrittenRead.' })
@Access('MEMBER')
export class ShareWrittenReadPayload extends Payload {
  @Field(() => ShareLink, { nullable: true, description: 'The link; null where there are user errors.' })
  shareLink!: ShareLink | null;
}

@InputType({ description: 'The link to end.' })
export class RevokeShareLinkInput {
  @IdField('ShareLink')
  shareLinkId!: string;
}

@ObjectType({ description: 'Answer of revokeShareLink.' })
@Access('MEMBER')
export class RevokeShareLinkPayload extends Payload {
  @Field(() => ShareLink, { nullable: true, description: 'The link as it is now.' })
  shareLink!: ShareLink | null;
}

@ObjectType({ description: 'A written read as somebody with its address sees it.' })
@Access('PUBLIC')
export class SharedWrittenRead {
  @Field(() => String, { description: 'Whom it is for.' })
  company!: string;

  @Field(() => String, { description: 'Who gives it.' })
  consultancy!: string;

  @Field(() => DateTimeScalar, { description: 'When the answers were given.' })
  preparedAt!: Date;

  @Field(() => String, { description: 'The whole document in Markdown.' })
  markdown!: string;

  @Field(() => String, { description: 'Its address.' })
  url!: string;

  @Field(() => String, { description: 'Address of the Markdown.' })
  markdownUrl!: string;

  @Field(() => String, { description: 'Address of the PDF.' })
  pdfUrl!: string;

  @Field(() => DateTimeScalar, { description: 'From when on the address leads nowhere.' })
  expiresAt!: Date;
}
