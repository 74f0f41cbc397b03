import {
  calendarAddress,
  loadPreferences,
  renewCalendarAddress,
  revokeCalendarAddress,
  updatePreferences,
} from '@bicorne/application';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Access } from '../graphql/access.js';
import { Ctx, type RequestContext } from '../graphql/request-context.js';
import { payloadOf, payloadWith } from '../graphql/user-error.js';
import {
  CalendarAddress,
  ChangeCalendarAddressInput,
  ChangeCalendarAddressPayload,
  NoticePreferences,
  UpdateNoticePreferencesInput,
  UpdateNoticePreferencesPayload,
} from './preferences.types.js';

@Resolver(() => NoticePreferences)
export class PreferencesResolver {
  @Query(() => NoticePreferences, {
    description: 'How the caller is told of drift. A token stands for no person: NOT_FOUND.',
  })
  @Access('SIGNED_IN')
  noticePreferences(@Ctx() context: RequestContext): Promise<NoticePreferences> {
    return loadPreferences(context);
  }

  @Mutation(() => UpdateNoticePreferencesPayload, { description: 'Changes how the caller is told from now on.' })
  @Access('SIGNED_IN')
  updateNoticePreferences(
    @Ctx() context: RequestContext,
    @Args('input') { quietHours, channels, immediate, digestAt, timeZone }: UpdateNoticePreferencesInput,
  ): Promise<UpdateNoticePreferencesPayload> {
    return payloadOf(
      'noticePreferences',
      updatePreferences(context, {
        // Null means something here alone: no quiet hours.
        quietHours,
        channels: channels ?? undefined,
        immediate: immediate ?? undefined,
        digestAt: digestAt ?? undefined,
        timeZone: timeZone ?? undefined,
      }),
    );
  }

  @Query(() => CalendarAddress, {
    nullable: true,
    description: "The caller's calendar of due dates; null without one.",
  })
  @Access('SIGNED_IN')
  calendarAddress(@Ctx() context: RequestContext): Promise<CalendarAddress | null> {
    return calendarAddress(context);
  }

  @Mutation(() => ChangeCalendarAddressPayload, {
    description:
      'Makes the address of the caller’s calendar, or ends it; one that was there opens nothing from then on.',
  })
  @Access('SIGNED_IN')
  changeCalendarAddress(
    @Ctx() context: RequestContext,
    @Args('input') { change }: ChangeCalendarAddressInput,
  ): Promise<ChangeCalendarAddressPayload> {
    const none = { url: null };
    return change === 'RENEW'
      ? payloadWith(renewCalendarAddress(context), ({ url }) => ({ url }), none)
      : payloadWith(revokeCalendarAddress(context), () => none, none);
  }
}
