import type * as domain from '@bicorne/domain';
import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { CalendarAddressChange, ChosenChannel, Severity } from '../graphql/enums.js';
import { DateTimeScalar } from '../graphql/scalars.js';
import { Payload } from '../graphql/user-error.js';

@ObjectType({ description: 'Hours of the day in which nothing but the app tells.' })
@Access('SIGNED_IN')
export class QuietHours {
  @Field(() => String, { description: 'When they begin, such as 22:00.' })
  from!: string;

  @Field(() => String, { description: 'When they end, such as 07:00; past midnight where it is the earlier one.' })
  to!: string;
}

@ObjectType({ description: 'How the caller is told of drift. In the app they always are.' })
@Access('SIGNED_IN')
export class NoticePreferences {
  @Field(() => [ChosenChannel], { description: 'On what else they are told.' })
  channels!: readonly domain.ChosenChannel[];

  @Field(() => [Severity], { description: 'What is told at once; everything else waits for the daily digest.' })
  immediate!: readonly domain.Severity[];

  @Field(() => String, { description: 'When the digest goes out, such as 08:00.' })
  digestAt!: string;

  @Field(() => QuietHours, { nullable: true, description: 'When nothing but the app tells; null for never.' })
  quietHours!: QuietHours | null;

  @Field(() => String, { description: 'The zone of these hours, by its IANA name.' })
  timeZone!: string;
}

@InputType({ description: 'Hours of the day in which nothing but the app tells.' })
export class QuietHoursInput {
  @Field(() => String, { description: 'When they begin, such as 22:00.' })
  from!: string;

  @Field(() => String, { description: 'When they end, such as 07:00.' })
  to!: string;
}

@InputType({ description: 'What is to change; what is left out stays as it is.' })
export class UpdateNoticePreferencesInput {
  @Field(() => [ChosenChannel], { nullable: true, description: 'Empty: in the app alone.' })
  channels?: domain.ChosenChannel[] | null;

  @Field(() => [Severity], { nullable: true, description: 'Empty: everything waits for the digest.' })
  immediate?: domain.Severity[] | null;

  @Field(() => String, { nullable: true, description: 'A time of day, such as 08:00.' })
  digestAt?: string | null;

  @Field(() => QuietHoursInput, { nullable: true, description: 'Null ends them.' })
  quietHours?: QuietHoursInput | null;

  @Field(() => String, { nullable: true, description: 'An IANA name, such as Europe/Amsterdam.' })
  timeZone?: string | null;
}

@ObjectType({ description: 'Answer of updateNoticePreferences.' })
@Access('SIGNED_IN')
export class UpdateNoticePreferencesPayload extends Payload {
  @Field(() => NoticePreferences, { nullable: true, description: 'As they are now; null where there are user errors.' })
  noticePreferences!: NoticePreferences | null;
}

@ObjectType({ description: 'That the caller has a calendar of due dates; its address is told only when it is made.' })
@Access('SIGNED_IN')
export class CalendarAddress {
  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  createdAt!: Date;
}

@InputType({ description: 'What is to become of the address.' })
export class ChangeCalendarAddressInput {
  @Field(() => CalendarAddressChange, { description: 'RENEW makes one, or another in its place; REVOKE ends it.' })
  change!: 'RENEW' | 'REVOKE';
}

@ObjectType({ description: 'Answer of changeCalendarAddress.' })
@Access('SIGNED_IN')
export class ChangeCalendarAddressPayload extends Payload {
  @Field(() => String, {
    nullable: true,
    description:
      'The new address, for any calendar that subscribes to iCalendar; whoever has it reads it. Shown this once.',
  })
  url!: string | null;
}
