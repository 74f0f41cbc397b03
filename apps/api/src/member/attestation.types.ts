import type * as domain from '@bicorne/domain';
import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { DepthEvidenceKind } from '../graphql/enums.js';
import { IdField } from '../graphql/global-id.js';
import { Person } from '../graphql/person.js';
import { DateTimeScalar } from '../graphql/scalars.js';
import { Payload } from '../graphql/user-error.js';
import { Member } from './member.types.js';

@ObjectType({ description: "A piece of evidence that a practitioner's AI depth is real." })
@Access('MEMBER')
export class DepthAttestation {
  @Field(() => DepthEvidenceKind, { description: 'Which kind.' })
  kind!: domain.DepthEvidenceKind;

  @Field(() => String, { description: 'What was done, in words.' })
  statement!: string;

  @Field(() => String, { description: 'Web address at which it can be looked at.' })
  evidenceUrl!: string;

  @Field(() => Person, { description: 'Who attested it.' })
  attestedBy!: Person;

  @Field(() => DateTimeScalar, { description: 'When.' })
  attestedAt!: Date;
}

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
