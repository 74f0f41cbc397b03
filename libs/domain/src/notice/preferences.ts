import { isBetween, isTimeOfDay, isTimeZone } from '../calendar/index.js';
import type { TimeOfDay } from '../calendar/index.js';
import { decided, refused, SEVERITIES } from '../shared/vocabulary.js';
import type { Decided, Refusal, Severity } from '../shared/vocabulary.js';

export const NOTICE_CHANNELS = ['IN_APP', 'EMAIL', 'SLACK'] as const;
/** On what somebody is told. Systems are told by webhook, which is no notice. */
export type NoticeChannel = (typeof NOTICE_CHANNELS)[number];

export const CHOSEN_CHANNELS = ['EMAIL'] as const satisfies readonly NoticeChannel[];
/** What a person may turn off. In the app they are always told, and Slack is told as a channel of the workspace. */
export type ChosenChannel = (typeof CHOSEN_CHANNELS)[number];

/** Hours of the day in which nothing but the app tells; past midnight where `to` is the earlier one. */
export interface QuietHours {
  from: TimeOfDay;
  to: TimeOfDay;
}

/** How a person wants to be told (Bicorne domain language, Alerts). */
export interface NoticePreferences {
  channels: readonly ChosenChannel[];
  /** Severities that are told at once; the others wait for the digest. */
  immediate: readonly Severity[];
  /** When the daily digest goes out. */
  digestAt: TimeOfDay;
  quietHours: QuietHours | null;
  /** IANA name of the zone in which these hours are. */
  timeZone: string;
}

/** Who has said nothing: email, CRITICAL at once, the rest in one daily digest. */
export function defaultPreferences(timeZone: string): NoticePreferences {
  return { channels: ['EMAIL'], immediate: ['CRITICAL'], digestAt: '08:00', quietHours: null, timeZone };
}

/** A Slack channel of the workspace: all of it at once, as few messages as the windows make of it. */
export function channelPreferences(timeZone: string): NoticePreferences {
  return { ...defaultPreferences(timeZone), immediate: SEVERITIES };
}

/** What is left out stays as it is; `quietHours: null` ends them. */
export type PreferencesCommand = { [Key in keyof NoticePreferences]?: NoticePreferences[Key] | undefined };

/**
 * The preferences from now on. Refused by field, all at once: INVALID_TIME of a digest or of quiet hours, quiet hours of no
 * length (EMPTY_RANGE), a digest in the quiet hours (CONTRADICTION), INVALID_TIME_ZONE.
 */
export function decidePreferences(command: PreferencesCommand, current: NoticePreferences): Decided<NoticePreferences> {
  const next = withGiven(current, command);
  const refusals = [...timeRefusals(next), ...zoneRefusals(next)];
  const { quietHours, digestAt } = next;
  if (refusals.length === 0 && quietHours) {
    if (quietHours.from === quietHours.to)
      refusals.push({
        code: 'EMPTY_RANGE',
        field: 'quietHours',
        message: 'Quiet hours end at another time than they begin: 22:00 to 07:00.',
      });
    else if (isBetween(new Date(`1970-01-01T${digestAt}:00Z`), quietHours.from, quietHours.to, 'UTC'))
      refusals.push({
        code: 'CONTRADICTION',
        field: 'digestAt',
        message: `The digest goes out in the quiet hours: choose ${quietHours.to} or later.`,
      });
  }
  if (refusals.length > 0) return refused(...refusals);
  return decided({
    ...next,
    channels: CHOSEN_CHANNELS.filter((channel) => next.channels.includes(channel)),
    immediate: SEVERITIES.filter((severity) => next.immediate.includes(severity)),
  });
}

function withGiven(current: NoticePreferences, command: PreferencesCommand): NoticePreferences {
  return {
    channels: command.channels ?? current.channels,
    immediate: command.immediate ?? current.immediate,
    digestAt: command.digestAt ?? current.digestAt,
    quietHours: command.quietHours === undefined ? current.quietHours : command.quietHours,
    timeZone: command.timeZone ?? current.timeZone,
  };
}

function timeRefusals({ digestAt, quietHours }: NoticePreferences): Refusal[] {
  const times = { digestAt, ...(quietHours && { 'quietHours.from': quietHours.from, 'quietHours.to': quietHours.to }) };
  return Object.entries(times)
    .filter(([, time]) => !isTimeOfDay(time))
    .map(([field]) => ({
      code: 'INVALID_TIME',
      field,
      message: 'A time of day is written with hours and minutes, from 00:00 to 23:59: 08:00.',
    }));
}

function zoneRefusals({ timeZone }: NoticePreferences): Refusal[] {
  if (isTimeZone(timeZone)) return [];
  return [
    {
      code: 'INVALID_TIME_ZONE',
      field: 'timeZone',
      message: 'The time zone is a name of the IANA database, such as Europe/Amsterdam.',
    },
  ];
}
