import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { IdField } from '../graphql/global-id.js';
import { Payload } from '../graphql/user-error.js';

@ObjectType({ description: 'An archive that is being made.' })
@Access('MEMBER')
export class ExportJob {
  @IdField('ExportJob')
  id!: string;

  @Field(() => String, { description: 'Where it stands.' })
  state!: string;

  @Field(() => String, { nullable: true, description: 'Address of the archive once it is there.' })
  url!: string | null;
}

@InputType({ description: 'The engagement whose artifacts are wanted.' })
export class ExportArtifactPackInput {
  @IdField('Engagement')
  engagementId!: string;
}

@ObjectType({ description: 'Answer of exportArtifactPack.' })
@Access('MEMBER')
export class ExportArtifactPackPayload extends Payload {
  @Field(() => ExportJob, { nullable: true, description: 'The job; null where there are user errors.' })
  exportJob!: ExportJob | null;
}
