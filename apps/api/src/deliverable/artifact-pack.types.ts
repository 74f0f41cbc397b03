import type * as domain from '@bicorne/domain';
import { Field, Float, InputType, ObjectType } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { ConnectionOf } from '../graphql/connection.js';
import { ExportState } from '../graphql/enums.js';
import { IdField } from '../graphql/global-id.js';
import { Person } from '../graphql/person.js';
import { DateTimeScalar } from '../graphql/scalars.js';
import { Payload } from '../graphql/user-error.js';

@ObjectType({ description: 'An archive of the artifact pack that is being made, or was. Kept for 30 days.' })
@Access('MEMBER_OR_SPONSOR')
export class ExportJob {
  @IdField('ExportJob')
  id!: string;

  /** Row of the engagement. */
  engagementId!: string;

  @Field(() => ExportState, { description: 'Where it stands.' })
  state!: domain.ExportState;

  @Field(() => Float, { description: 'How far it is, from 0 to 1.' })
  progress!: number;

  @Field(() => String, { nullable: true, description: 'Address of the archive; null until it is there.' })
  url!: string | null;

  @Field(() => String, { nullable: true, description: 'Why there is none; null unless it failed.' })
  error!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'SHA-256 of the archive, in hexadecimal; null until it is there.',
  })
  sha256!: string | null;

  @Field(() => Float, { nullable: true, description: 'Bytes of the archive; null until it is there.' })
  size!: number | null;

  @Field(() => Person, { description: 'Who asked for it.' })
  requestedBy!: Person;

  @Field(() => DateTimeScalar, { description: 'When it was asked for.' })
  createdAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was done or failed for good.' })
  finishedAt!: Date | null;
}

@ObjectType({ description: 'A page of exports.' })
@Access('MEMBER_OR_SPONSOR')
export class ExportJobConnection extends ConnectionOf('ExportJob', () => ExportJob) {}

@InputType({ description: 'The engagement whose artifacts are wanted.' })
export class ExportArtifactPackInput {
  @IdField('Engagement')
  engagementId!: string;
}

@ObjectType({ description: 'Answer of exportArtifactPack.' })
@Access('MEMBER_OR_SPONSOR')
export class ExportArtifactPackPayload extends Payload {
  @Field(() => ExportJob, { nullable: true, description: 'The job; null where there are user errors.' })
  exportJob!: ExportJob | null;
}
