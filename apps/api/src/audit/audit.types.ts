import { AUDIT_COUNTED } from '@bicorne/application';
import type * as domain from '@bicorne/domain';
import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { ConnectionOf } from '../graphql/connection.js';
import { AuditActor, AuditNoun, AuditVerb } from '../graphql/enums.js';
import { IdField } from '../graphql/global-id.js';
import { DateTimeScalar } from '../graphql/scalars.js';

@ObjectType({ description: 'One field of a change.' })
@Access('MEMBER')
export class AuditChange {
  @Field(() => String, { description: 'Its name.' })
  field!: string;

  @Field(() => String, { nullable: true, description: 'Its value before; null where there was none.' })
  before!: string | null;

  @Field(() => String, { nullable: true, description: 'Its value after; null where there is none.' })
  after!: string | null;
}

@ObjectType({ description: 'A change that somebody made. It is kept for ever and never changes.' })
@Access('MEMBER')
export class AuditEntry {
  @IdField('AuditEntry')
  id!: string;

  @Field(() => DateTimeScalar, { description: "When, by the database's clock." })
  at!: Date;

  @Field(() => AuditActor, { description: 'What kind of caller it was.' })
  actorKind!: domain.AuditActor;

  @Field(() => String, { description: 'Who: the name that the person or the token had.' })
  actorName!: string;

  @Field(() => String, { nullable: true, description: 'From where: the network address; null for the machine itself.' })
  address!: string | null;

  @Field(() => String, { nullable: true, description: 'With what: what the program said of itself.' })
  agent!: string | null;

  @Field(() => AuditVerb, { description: 'What was done.' })
  verb!: domain.AuditVerb;

  @Field(() => AuditNoun, { description: 'To what kind of thing.' })
  noun!: domain.AuditNoun;

  @Field(() => String, { nullable: true, description: 'What the thing was called.' })
  label!: string | null;

  @Field(() => [AuditChange], {
    description: 'Field by field, before and after. Of what is secret it says only that it changed.',
  })
  changes!: AuditChange[];
}

@ObjectType({ description: 'Entries of the audit trail, the newest first.' })
@Access('MEMBER')
export class AuditEntryConnection extends ConnectionOf(
  'AuditEntry',
  () => AuditEntry,
  `, counted to ${AUDIT_COUNTED}: that many, or more`,
) {}

@InputType({ description: 'Which entries; what is left out lets everything through.' })
export class AuditFilter {
  @IdField('Engagement', { nullable: true, description: 'Of this engagement.' })
  engagementId?: string | null;

  @IdField('Client', { nullable: true, description: 'Of this client.' })
  clientId?: string | null;

  @Field(() => [AuditNoun], { nullable: true, description: 'Of these kinds of things.' })
  nouns?: domain.AuditNoun[] | null;

  @Field(() => String, { nullable: true, description: 'Part of the name of who acted.' })
  actor?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'From this moment on.' })
  from?: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Before this moment.' })
  until?: Date | null;
}
