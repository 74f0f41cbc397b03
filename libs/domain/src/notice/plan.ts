import { isBetween, nextTimeOfDay } from '../calendar/index.js';
import type { Severity } from '../shared/vocabulary.js';
import type { NoticePreferences } from './preferences.js';

export type Urgency = 'IMMEDIATE' | 'DIGEST';

/** Notices of so many seconds go out together, so that what one scan opens is one message. */
export const COLLECT_SECONDS = 10;
/** At most one message to a recipient on a channel within so many seconds. */
export const WINDOW_SECONDS = 5 * 60;
/** Messages to one recipient on one channel in 24 hours, digests aside; what is more waits for the digest. */
export const RECIPIENT_CAP = 24;
/** Messages of a workspace on one channel in an hour; what is more waits. */
export const WORKSPACE_CAP = 1_000;

const SECOND = 1_000;

export interface NoticePlan {
  urgency: Urgency;
  /** When it may go out; never in the recipient's quiet hours. */
  dueAt: Date;
}

/** When somebody is told of something that was found at `now`. @param collectSeconds {@link COLLECT_SECONDS} in earnest */
export function noticePlan(
  preferences: NoticePreferences,
  severity: Severity,
  now: Date,
  collectSeconds = COLLECT_SECONDS,
): NoticePlan {
  if (!preferences.immediate.includes(severity))
    return { urgency: 'DIGEST', dueAt: afterQuiet(nextDigestAt(preferences, now), preferences) };
  const collected = new Date(now.getTime() + collectSeconds * SECOND);
  return { urgency: 'IMMEDIATE', dueAt: afterQuiet(collected, preferences) };
}

/** What one recipient was sent on one channel, and what is due now. */
export interface ComposeFacts {
  preferences: NoticePreferences;
  /** IMMEDIATE where any of the notices that are due is. */
  urgency: Urgency;
  lastMessageAt: Date | null;
  /** In the 24 hours before now, digests aside. */
  messagesInDay: number;
  /** Of the workspace, on the channel, in the hour before now. */
  workspaceMessagesInHour: number;
}

/** Whether the notices that are due go out now; else when they are looked at again. */
export type ComposeDecision = { send: true } | { send: false; notBefore: Date };

/**
 * However many alerts a scan opens, a person gets at most one message per channel and window, and nothing is dropped (Bicorne
 * domain language, Alerts): what may not go out now waits.
 */
export function composeDecision(facts: ComposeFacts, now: Date): ComposeDecision {
  const { preferences, urgency, lastMessageAt, messagesInDay, workspaceMessagesInHour } = facts;
  const waits = (notBefore: Date): ComposeDecision => ({ send: false, notBefore: afterQuiet(notBefore, preferences) });
  const quietEnds = afterQuiet(now, preferences);
  if (quietEnds > now) return { send: false, notBefore: quietEnds };
  const windowEnds = lastMessageAt && new Date(lastMessageAt.getTime() + WINDOW_SECONDS * SECOND);
  if (windowEnds && windowEnds > now) return waits(windowEnds);
  if (urgency === 'IMMEDIATE' && messagesInDay >= RECIPIENT_CAP) return waits(nextDigestAt(preferences, now));
  if (workspaceMessagesInHour >= WORKSPACE_CAP) return waits(new Date(now.getTime() + WINDOW_SECONDS * SECOND));
  return { send: true };
}

function nextDigestAt({ digestAt, timeZone }: NoticePreferences, now: Date): Date {
  return nextTimeOfDay(now, digestAt, timeZone);
}

function afterQuiet(at: Date, { quietHours, timeZone }: NoticePreferences): Date {
  if (!quietHours || !isBetween(at, quietHours.from, quietHours.to, timeZone)) return at;
  return nextTimeOfDay(at, quietHours.to, timeZone);
}
