import type * as domain from '@bicorne/domain';
import { Field, Float, InputType, ObjectType } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { ConnectionOf } from '../graphql/connection.js';
import { DataExportKind, ExportState } from '../graphql/enums.js';
import { IdField } from '../graphql/global-id.js';
import { Person } from '../graphql/person.js';
import { DateTimeScalar } from '../graphql/scalars.js';
import { Payload } from '../graphql/user-error.js';

@ObjectType({
  description:
    'An archive of everything that is kept of a client or of the workspace, being made or made. Kept for 30 days.',
})
@Access('LEAD')
export class DataExport {
  @IdField('ExportJob')
  id!: string;

  @Field(() => DataExportKind, { description: 'Of what it is.' })
  kind!: Exclude<domain.ExportKind, 'ARTIFACT_PACK'>;

  /** Row of the client; null for the workspace. */
  clientId!: string | null;

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

@ObjectType({ description: 'A page of archives, the newest first.' })
@Access('LEAD')
export class DataExportConnection extends ConnectionOf('DataExport', () => DataExport) {}

@InputType({ description: 'Whose data is wanted.' })
export class ExportDataInput {
  @IdField('Client', {
    nullable: true,
    description: 'The client; the whole workspace if left out, which is for owners.',
  })
  clientId?: string | null;
}

@ObjectType({ description: 'Answer of exportData.' })
@Access('LEAD')
export class ExportDataPayload extends Payload {
  @Field(() => DataExport, { nullable: true, description: 'The export; null where there are user errors.' })
  dataExport!: DataExport | null;
}

@InputType({ description: 'The client to erase. It cannot be undone.' })
export class EraseClientInput {
  @IdField('Client')
  clientId!: string;

  @Field(() => String, { description: 'The name of the client, typed.' })
  confirmation!: string;
}

@ObjectType({ description: 'Answer of eraseClient.' })
@Access('LEAD')
export class EraseClientPayload extends Payload {
  @IdField('Client', { nullable: true, description: 'Opaque id of the client that was erased.' })
  erasedId!: string | null;
}

@InputType({ description: 'To erase the workspace. It cannot be undone.' })
export class EraseWorkspaceInput {
  @Field(() => String, { description: 'The name of the workspace, typed.' })
  confirmation!: string;
}

@ObjectType({ description: 'Answer of eraseWorkspace.' })
@Access('OWNER')
export class EraseWorkspacePayload extends Payload {
  @IdField('Workspace', { nullable: true, description: 'Opaque id of the workspace that was erased.' })
  erasedId!: string | null;
}
