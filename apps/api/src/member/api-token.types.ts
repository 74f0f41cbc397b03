import type * as domain from '@bicorne/domain';
import type * as identity from '@bicorne/identity';
import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { ConnectionOf } from '../graphql/connection.js';
import { Role, Scope } from '../graphql/enums.js';
import { IdField } from '../graphql/global-id.js';
import { DateTimeScalar } from '../graphql/scalars.js';
import { Payload } from '../graphql/user-error.js';

@ObjectType({ description: 'The token of an integration. Its text is shown once, when it is made.' })
@Access('LEAD')
export class ApiToken {
  @IdField('ApiToken')
  id!: string;

  @Field(() => String, { description: 'What it is for.' })
  name!: string;

  @Field(() => Role, { description: 'What it may do.' })
  role!: domain.Role;

  /** The client's row id, for the resolver of `client`. */
  clientId!: string | null;

  @Field(() => [Scope], { description: 'Whether it reads, writes, or both.' })
  scopes!: identity.Scope[];

  @Field(() => String, { description: 'To recognise it by: how it begins and ends.' })
  prefix!: string;

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'From when on it is refused; null for never.' })
  expiresAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was last used, to the minute.' })
  lastUsedAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was revoked.' })
  revokedAt!: Date | null;
}

@ObjectType({ description: 'Tokens, newest first.' })
@Access('LEAD')
export class ApiTokenConnection extends ConnectionOf('ApiToken', () => ApiToken) {}

@InputType({ description: 'A token to make for an integration.' })
export class CreateApiTokenInput {
  @Field(() => String, { description: 'What it is for.' })
  name!: string;

  @Field(() => Role, { description: 'What it may do. SPONSOR and VIEWER need a client.' })
  role!: domain.Role;

  @IdField('Client', { nullable: true, description: 'The only client it sees; for SPONSOR and VIEWER.' })
  clientId?: string | null;

  @Field(() => [Scope], { description: 'Whether it reads, writes, or both.' })
  scopes!: identity.Scope[];

  @Field(() => DateTimeScalar, { nullable: true, description: 'From when on it is refused; left out for never.' })
  expiresAt?: Date | null;
}

@ObjectType({ description: 'Answer of createApiToken.' })
@Access('LEAD')
export class CreateApiTokenPayload extends Payload {
  @Field(() => ApiToken, { nullable: true, description: 'The new token; null where there are user errors.' })
  apiToken!: ApiToken | null;

  @Field(() => String, {
    nullable: true,
    description: 'What the integration sends as `Authorization: Bearer`; shown this once.',
  })
  token!: string | null;
}

@InputType({ description: 'The token to end.' })
export class RevokeApiTokenInput {
  @IdField('ApiToken')
  apiTokenId!: string;
}

@ObjectType({ description: 'Answer of revokeApiToken.' })
@Access('LEAD')
export class RevokeApiTokenPayload extends Payload {
  @Field(() => ApiToken, { nullable: true, description: 'The token as it is now.' })
  apiToken!: ApiToken | null;
}
