import type * as domain from '@bicorne/domain';
import { Field, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { Role } from '../graphql/enums.js';
import { IdField } from '../graphql/global-id.js';
import { DateTimeScalar } from '../graphql/scalars.js';
import { Payload } from '../graphql/user-error.js';

@ObjectType({ description: 'A place of a person: as a member of a consultancy, or as a contact of a client.' })
@Access('SIGNED_IN')
export class Place {
  @IdField('Place')
  id!: string;

  @Field(() => Role, { description: 'What they may do there.' })
  role!: domain.Role;

  @Field(() => String, { description: 'The consultancy.' })
  workspaceName!: string;

  @Field(() => String, { nullable: true, description: 'The client whose contact they are; null for a member.' })
  clientName!: string | null;

  @Field(() => Boolean, { description: 'Whether this session is there.' })
  current!: boolean;
}

@ObjectType({ description: 'Where a person is signed in.' })
@Access('SIGNED_IN')
export class Session {
  @IdField('Session')
  id!: string;

  @Field(() => DateTimeScalar, { description: 'When they signed in.' })
  createdAt!: Date;

  @Field(() => DateTimeScalar, { description: 'When it was last renewed; at most a day before it was last used.' })
  renewedAt!: Date;

  @Field(() => DateTimeScalar, { description: 'When it ends by itself.' })
  expiresAt!: Date;

  @Field(() => String, { nullable: true, description: 'Network address at which it began.' })
  address!: string | null;

  @Field(() => String, { nullable: true, description: 'What the browser says of itself.' })
  agent!: string | null;

  @Field(() => Boolean, { description: 'Whether it is the one that asks.' })
  current!: boolean;

  @Field(() => Boolean, { description: "Whether the workspace's single sign-on opened it." })
  singleSignOn!: boolean;
}

@ObjectType({ description: 'How a person signs in.' })
@Access('SIGNED_IN')
export class Security {
  @Field(() => Boolean, { description: 'Whether they have a password.' })
  hasPassword!: boolean;

  @Field(() => Boolean, { description: 'Whether an authenticator is asked for a code beside the password.' })
  twoFactorEnabled!: boolean;

  @Field(() => Boolean, { description: 'False where single sign-on opened the session: it changes nothing of these.' })
  mayChange!: boolean;
}

@InputType({ description: 'Which sessions to end.' })
export class EndSessionsInput {
  @IdField('Session', { nullable: true, description: 'The one to end; left out, all but this one.' })
  sessionId?: string | null;
}

@ObjectType({ description: 'Answer of endSessions.' })
@Access('SIGNED_IN')
export class EndSessionsPayload extends Payload {
  @Field(() => Int, { nullable: true, description: 'How many ended; null where there are user errors.' })
  ended!: number | null;
}

@InputType({ description: 'Where the session is to be.' })
export class ChoosePlaceInput {
  @IdField('Place')
  placeId!: string;
}

@ObjectType({ description: 'Answer of choosePlace.' })
@Access('SIGNED_IN')
export class ChoosePlacePayload extends Payload {
  @Field(() => Place, {
    nullable: true,
    description: 'Where the next request of the session is; null where there are user errors.',
  })
  place!: Place | null;
}
