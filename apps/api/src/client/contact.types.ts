import type * as domain from '@bicorne/domain';
import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { Role } from '../graphql/enums.js';
import { IdField } from '../graphql/global-id.js';
import { Payload } from '../graphql/user-error.js';
import { ClientContact } from './client.types.js';

@InputType({ description: "Another role for a client's contact." })
export class ChangeClientContactRoleInput {
  @IdField('ClientContact')
  clientContactId!: string;

  @Field(() => Role, { description: 'SPONSOR or VIEWER.' })
  role!: domain.ClientContactRole;
}

@ObjectType({ description: 'Answer of changeClientContactRole.' })
@Access('MEMBER')
export class ChangeClientContactRolePayload extends Payload {
  @Field(() => ClientContact, { nullable: true, description: 'As they are now; null where there are user errors.' })
  clientContact!: ClientContact | null;
}

@InputType({ description: "A client's contact who leaves." })
export class RemoveClientContactInput {
  @IdField('ClientContact')
  clientContactId!: string;
}

@ObjectType({ description: 'Answer of removeClientContact.' })
@Access('MEMBER')
export class RemoveClientContactPayload extends Payload {
  @Field(() => ClientContact, { nullable: true, description: 'Who left; null where there are user errors.' })
  clientContact!: ClientContact | null;
}
