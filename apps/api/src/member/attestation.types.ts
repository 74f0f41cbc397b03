import type * as domain from '@bicorne/domain';
import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { DepthEvidenceKind } from '../graphql/enums.js';
import { IdField } from '../graphql/global-id.js';
import { Payload } from '../graphql/user-error.js';
import { Member } from './member.types.js';

@InputType({ description: "What attests a practitioner's AI depth." })
export class AttestDepthInput {
  @IdField('Member')
  practitionerId!: string;

  @Field(() => DepthEvidenceKind, { description: 'A CAIO needs at least one of each kind.' })
  kind!: domain.DepthEvidenceKind;

  @Field(() => String, { description: 'What was done, in words.' })
  statement!: string;

  @Field(() => String, { description: 'Web address at which it can be looked at.' })
  evidenceUrl!: string;
}

@ObjectType({ description: 'Answer of attestDepth.' })
@Access('MEMBER')
export class AttestDepthPayload extends Payload {
  @Field(() => Member, { nullable: true, description: 'The practitioner; null where there are user errors.' })
  practitioner!: Member | null;
}
