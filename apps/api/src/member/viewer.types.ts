import type * as domain from '@bicorne/domain';
import type * as identity from '@bicorne/identity';
import { Field, ObjectType } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { Role, Scope } from '../graphql/enums.js';
import { IdField } from '../graphql/global-id.js';
import { Workspace } from '../workspace/workspace.types.js';

@ObjectType({ description: 'Who asks: a member, a client contact or a token.' })
@Access('SIGNED_IN')
export class Viewer {
  @IdField('Viewer')
  id!: string;

  @Field(() => String, { description: "The person's name, or the token's." })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Address with which they sign in; null for a token.' })
  email!: string | null;

  @Field(() => Role, { description: 'What they may do.' })
  role!: domain.Role;

  @Field(() => Workspace, { description: 'Where they are.' })
  workspace!: Workspace;

  /** The client's row id, for the resolver of `client`. */
  clientId!: string | null;

  @Field(() => [Scope], { description: 'Whether they read, write, or both.' })
  scopes!: readonly identity.Scope[];
}
