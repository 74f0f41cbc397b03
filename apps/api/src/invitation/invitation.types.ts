import type * as domain from '@bicorne/domain';
import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { InvitationState } from '../graphql/enums.js';
import { IdField } from '../graphql/global-id.js';
import { DateTimeScalar } from '../graphql/scalars.js';
import { Payload } from '../graphql/user-error.js';

@ObjectType({ description: 'An email with a link that lets a person in, once.' })
@Access('MEMBER')
export class Invitation {
  @IdField('Invitation')
  id!: string;

  @Field(() => String, { description: 'Where it is sent to.' })
  email!: string;

  @Field(() => String, { description: 'Who invited them.' })
  invitedBy!: string;

  @Field(() => InvitationState, { description: 'What became of it.' })
  state!: domain.InvitationState;

  @Field(() => DateTimeScalar, { description: 'When they were invited.' })
  createdAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the email last went out; null while it waits.' })
  sentAt!: Date | null;

  @Field(() => DateTimeScalar, { description: 'Until when its link works.' })
  expiresAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When they accepted it; null where they have not.' })
  acceptedAt!: Date | null;
}

@ObjectType({ description: 'What somebody with the link of an invitation sees before they accept it.' })
@Access('PUBLIC')
export class OpenInvitation {
  @Field(() => String, { description: 'The consultancy that they are invited to.' })
  workspaceName!: string;

  @Field(() => String, { nullable: true, description: 'The client whose contact they are; null for a member.' })
  clientName!: string | null;

  @Field(() => String, { description: 'Their name.' })
  name!: string;

  @Field(() => String, { description: 'Address with which they will sign in.' })
  email!: string;

  @Field(() => Boolean, { description: 'Whether accepting it takes a password; else they have one already.' })
  needsPassword!: boolean;
}

@InputType({ description: 'An invitation to send again.' })
export class ResendInvitationInput {
  @IdField('Invitation')
  invitationId!: string;
}

@ObjectType({ description: 'Answer of resendInvitation.' })
@Access('MEMBER')
export class ResendInvitationPayload extends Payload {
  @Field(() => Invitation, { nullable: true, description: 'As it is now; null where there are user errors.' })
  invitation!: Invitation | null;
}

@InputType({ description: 'An invitation to take back.' })
export class RevokeInvitationInput {
  @IdField('Invitation')
  invitationId!: string;
}

@ObjectType({ description: 'Answer of revokeInvitation.' })
@Access('MEMBER')
export class RevokeInvitationPayload extends Payload {
  @Field(() => Invitation, { nullable: true, description: 'As it is now; null where there are user errors.' })
  invitation!: Invitation | null;
}

@InputType({ description: 'An invitation to accept.' })
export class AcceptInvitationInput {
  @Field(() => String, { description: "The last part of the link's address." })
  token!: string;

  @Field(() => String, { nullable: true, description: 'Their password, where the invitation needs one.' })
  password?: string | null;
}

@ObjectType({ description: 'Answer of acceptInvitation.' })
@Access('PUBLIC')
export class AcceptInvitationPayload extends Payload {
  @Field(() => String, {
    nullable: true,
    description: 'Address with which they sign in now; null where there are user errors.',
  })
  email!: string | null;
}
