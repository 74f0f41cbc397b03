export { composeDecision, noticePlan } from './plan.js';
export type { ComposeDecision, ComposeFacts, NoticePlan, Urgency } from './plan.js';
export { channelPreferences, CHOSEN_CHANNELS, decidePreferences, defaultPreferences } from './preferences.js';
export type { ChosenChannel, NoticeChannel, NoticePreferences, PreferencesCommand, QuietHours } from './preferences.js';
