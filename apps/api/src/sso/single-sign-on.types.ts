import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { DateTimeScalar } from '../graphql/scalars.js';
import { Payload } from '../graphql/user-error.js';

@ObjectType({
  description: 'The OpenID provider by which people of the workspace may sign in. Its secret is not told.',
})
@Access('OWNER')
export class SingleSignOn {
  @Field(() => String, { description: 'The address of the provider, as it calls itself.' })
  issuer!: string;

  @Field(() => String, { description: 'By what the provider knows Bicorne.' })
  clientId!: string;

  @Field(() => Boolean, { description: 'Whether people may sign in by it.' })
  enabled!: boolean;

  @Field(() => DateTimeScalar, { description: 'When it was last changed.' })
  updatedAt!: Date;

  @Field(() => String, { description: 'What has to be entered at the provider as the redirect address.' })
  callbackUrl!: string;

  @Field(() => String, { description: 'What people name to sign in by it.' })
  workspaceSlug!: string;
}

@InputType({ description: 'The single sign-on of the workspace.' })
export class SaveSingleSignOnInput {
  @Field(() => String, { description: 'The address of the provider, as it calls itself.' })
  issuer!: string;

  @Field(() => String, { description: 'By what the provider knows Bicorne.' })
  clientId!: string;

  @Field(() => String, { nullable: true, description: 'Left out, the one that is kept for this issuer stays.' })
  clientSecret?: string | null;

  @Field(() => Boolean, { description: 'Whether people may sign in by it.' })
  enabled!: boolean;
}

@ObjectType({ description: 'Answer of saveSingleSignOn.' })
@Access('OWNER')
export class SaveSingleSignOnPayload extends Payload {
  @Field(() => SingleSignOn, { nullable: true, description: 'As it is now; null where there are user errors.' })
  singleSignOn!: SingleSignOn | null;
}
