import type { MemberRole } from '@bicorne/domain';
import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { ConnectionOf } from '../graphql/connection.js';
import { Role } from '../graphql/enums.js';
import { IdField } from '../graphql/global-id.js';
import { Payload } from '../graphql/user-error.js';

@ObjectType({ description: 'A person of the consultancy.' })
@Access('SIGNED_IN')
export class Member {
  @IdField('Member')
  id!: string;

  @Field(() => String, { description: 'As it is shown.' })
  name!: string;

  @Field(() => String, { description: 'Address with which they sign in.' })
  @Access('MEMBER')
  email!: string;

  @Field(() => Role, { description: 'OWNER, PARTNER or PRACTITIONER.' })
  role!: MemberRole;

  @Field(() => Boolean, {
    description: 'Whether their AI depth is attested with evidence of every kind: a CAIO needs it before the start.',
  })
  depthEvidenced!: boolean;
}

@ObjectType({ description: 'Members, by name.' })
@Access('MEMBER')
export class MemberConnection extends ConnectionOf('Member', () => Member) {}

@InputType({ description: 'A person to add to the consultancy.' })
export class AddMemberInput {
  @Field(() => String, { description: 'As it is shown.' })
  name!: string;

  @Field(() => String, { description: 'Address with which they sign in.' })
  email!: string;

  @Field(() => Role, { description: 'OWNER, PARTNER or PRACTITIONER.' })
  role!: MemberRole;

  @Field(() => String, {
    nullable: true,
    description:
      'First password, 12 to 128 characters, hard to guess. Left out, they are invited by email and choose their own. Who signs in here already keeps theirs.',
  })
  password?: string | null;
}

@ObjectType({ description: 'Answer of addMember.' })
@Access('OWNER')
export class AddMemberPayload extends Payload {
  @Field(() => Member, { nullable: true, description: 'The new member; null where there are user errors.' })
  member!: Member | null;
}

@InputType({ description: 'Another role for a member.' })
export class ChangeMemberRoleInput {
  @IdField('Member')
  memberId!: string;

  @Field(() => Role, { description: 'OWNER, PARTNER or PRACTITIONER.' })
  role!: MemberRole;
}

@ObjectType({ description: 'Answer of changeMemberRole.' })
@Access('OWNER')
export class ChangeMemberRolePayload extends Payload {
  @Field(() => Member, { nullable: true, description: 'As they are now; null where there are user errors.' })
  member!: Member | null;
}

@InputType({ description: 'A member who leaves.' })
export class RemoveMemberInput {
  @IdField('Member')
  memberId!: string;
}

@ObjectType({ description: 'Answer of removeMember.' })
@Access('OWNER')
export class RemoveMemberPayload extends Payload {
  @Field(() => Member, { nullable: true, description: 'Who left; null where there are user errors.' })
  member!: Member | null;
}
