import type * as domain from '@bicorne/domain';
import { Field, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { ConnectionOf } from '../graphql/connection.js';
import { DriftRule, Hat, Severity } from '../graphql/enums.js';
import { IdField } from '../graphql/global-id.js';
import { DateTimeScalar } from '../graphql/scalars.js';
import { Payload } from '../graphql/user-error.js';

@ObjectType({ description: 'Something that the reader was told in the app.' })
@Access('SIGNED_IN')
export class Notice {
  @IdField('Notice')
  id!: string;

  @Field(() => Severity, { description: 'How much it matters.' })
  severity!: domain.Severity;

  @Field(() => DriftRule, { nullable: true, description: 'The rule that found it; null where it is about no alert.' })
  rule!: domain.RuleCode | null;

  @Field(() => Hat, { nullable: true, description: 'The hat that drifts; null where it is about none.' })
  hat!: domain.Hat | null;

  @Field(() => String, { description: 'What happened, in a sentence.' })
  statement!: string;

  @Field(() => String, { nullable: true, description: 'Why this reader is told.' })
  because!: string | null;

  @Field(() => String, { nullable: true, description: 'The client that it is about.' })
  clientName!: string | null;

  @IdField('Engagement', { nullable: true, description: 'Opaque id of the engagement that it is about.' })
  engagementId!: string | null;

  @IdField('DriftAlert', { nullable: true, description: 'Opaque id of the alert that it is about.' })
  driftAlertId!: string | null;

  @Field(() => Boolean, { description: 'Whether the alert has resolved since.' })
  resolved!: boolean;

  @Field(() => String, { description: 'Where it stands in the app: a path with its query.' })
  path!: string;

  @Field(() => DateTimeScalar, { description: 'When it was told.' })
  toldAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the reader marked it as read.' })
  readAt!: Date | null;
}

@ObjectType({ description: 'What the reader was told, the newest first.' })
@Access('SIGNED_IN')
export class NoticeConnection extends ConnectionOf('Notice', () => Notice) {
  @Field(() => Int, { description: 'How many of all are unread.' })
  unread!: number;
}

@InputType({ description: 'What to mark as read.' })
export class ReadNoticesInput {
  @IdField('Notice', { nullable: true, description: 'This one and all older ones; left out, all.' })
  upToId?: string | null;
}

@ObjectType({ description: 'Answer of readNotices.' })
@Access('SIGNED_IN')
export class ReadNoticesPayload extends Payload {
  @Field(() => Int, { nullable: true, description: 'How many are unread now.' })
  unread!: number | null;
}
