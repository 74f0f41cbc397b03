import type * as domain from '@bicorne/domain';
import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { ConnectionOf } from '../graphql/connection.js';
import { ClientSource, Role, Stage } from '../graphql/enums.js';
import { IdField } from '../graphql/global-id.js';
import { DateTimeScalar } from '../graphql/scalars.js';
import { Payload } from '../graphql/user-error.js';

@ObjectType({ description: 'A company that the consultancy serves.' })
@Access('SIGNED_IN')
export class Client {
  @IdField('Client')
  id!: string;

  @Field(() => String, { description: 'As the company calls itself.' })
  name!: string;

  @Field(() => Stage, { nullable: true, description: 'How far the company has come; null where it was not said.' })
  stage!: domain.Stage | null;

  @Field(() => String, { nullable: true, description: 'Web address of the company.' })
  website!: string | null;

  @Field(() => String, { nullable: true, description: "IANA name of its time zone; null for the workspace's." })
  timeZone!: string | null;

  @Field(() => String, { nullable: true, description: "The consultancy's own notes." })
  @Access('MEMBER')
  notes!: string | null;

  @Field(() => ClientSource, { description: 'How it came into the portfolio.' })
  @Access('MEMBER')
  source!: domain.ClientSource;

  @Field(() => String, { nullable: true, description: 'Who answered the public intake; null for other clients.' })
  @Access('MEMBER')
  prospectName!: string | null;

  @Field(() => String, { nullable: true, description: 'Where to write to who answered the public intake.' })
  @Access('MEMBER')
  prospectEmail!: string | null;

  @Field(() => DateTimeScalar, { description: 'When it came into the portfolio.' })
  createdAt!: Date;

  /** Row id, for the resolver of `currentEngagement`. */
  currentEngagementId!: string | null;
}

@ObjectType({ description: 'Clients, by name.' })
@Access('SIGNED_IN')
export class ClientConnection extends ConnectionOf('Client', () => Client) {}

@ObjectType({ description: 'A person of a client.' })
@Access('MEMBER')
export class ClientContact {
  @IdField('ClientContact')
  id!: string;

  @Field(() => String, { description: 'As it is shown.' })
  name!: string;

  @Field(() => String, { description: 'Address with which they sign in.' })
  email!: string;

  @Field(() => Role, { description: 'SPONSOR or VIEWER.' })
  role!: domain.ClientContactRole;
}

@InputType({ description: 'A company to add to the portfolio.' })
export class CreateClientInput {
  @Field(() => String, { description: 'As the company calls itself.' })
  name!: string;

  @Field(() => Stage, { nullable: true, description: 'How far the company has come.' })
  stage?: domain.Stage | null;

  @Field(() => String, { nullable: true, description: 'Web address, with https:// or http://.' })
  website?: string | null;

  @Field(() => String, { nullable: true, description: "IANA name of its time zone; left out, the workspace's." })
  timeZone?: string | null;

  @Field(() => String, { nullable: true, description: 'Notes for the consultancy alone.' })
  notes?: string | null;
}

@ObjectType({ description: 'Answer of createClient.' })
@Access('MEMBER')
export class CreateClientPayload extends Payload {
  @Field(() => Client, { nullable: true, description: 'The new client; null where there are user errors.' })
  client!: Client | null;
}

@InputType({ description: 'What is to be otherwise of a client; what is left out stays.' })
export class UpdateClientInput {
  @IdField('Client')
  clientId!: string;

  @Field(() => String, { nullable: true, description: 'As the company calls itself.' })
  name?: string;

  @Field(() => Stage, { nullable: true, description: 'How far the company has come; null where it is not known.' })
  stage?: domain.Stage | null;

  @Field(() => String, { nullable: true, description: 'Web address, with https:// or http://; null for none.' })
  website?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "IANA name of its time zone, for what is begun from now on; null for the workspace's.",
  })
  timeZone?: string | null;

  @Field(() => String, { nullable: true, description: 'Notes for the consultancy alone; null for none.' })
  notes?: string | null;
}

@ObjectType({ description: 'Answer of updateClient.' })
@Access('MEMBER')
export class UpdateClientPayload extends Payload {
  @Field(() => Client, { nullable: true, description: 'The client as it is now; null where there are user errors.' })
  client!: Client | null;
}

@InputType({ description: 'A person of a client who is to sign in.' })
export class InviteClientContactInput {
  @IdField('Client')
  clientId!: string;

  @Field(() => String, { description: 'As it is shown.' })
  name!: string;

  @Field(() => String, { description: 'Address with which they sign in.' })
  email!: string;

  @Field(() => Role, { description: 'SPONSOR or VIEWER.' })
  role!: domain.ClientContactRole;

  @Field(() => String, {
    nullable: true,
    description:
      'First password, 12 to 128 characters, hard to guess. Left out, they are invited by email and choose their own. Who signs in here already keeps theirs.',
  })
  password?: string | null;
}

@ObjectType({ description: 'Answer of inviteClientContact.' })
@Access('MEMBER')
export class InviteClientContactPayload extends Payload {
  @Field(() => ClientContact, { nullable: true, description: 'The new contact; null where there are user errors.' })
  clientContact!: ClientContact | null;
}
