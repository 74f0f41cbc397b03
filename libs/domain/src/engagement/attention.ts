import { counted, listOf } from '../shared/text.js';
import { SEVERITIES } from '../shared/vocabulary.js';
import type { EngagementState, Hat, Severity } from '../shared/vocabulary.js';

/** What a row of the portfolio can be picked by. A row may have several of the first four, and one of the others. */
export const PORTFOLIO_MARKS = [
  'CRITICAL',
  'LATE',
  'THIN',
  'ALERTED',
  'ON_TRACK',
  'PAUSED',
  'DRAFT',
  'NO_ENGAGEMENT',
  'OVER',
] as const;
export type PortfolioMark = (typeof PORTFOLIO_MARKS)[number];

/** By what the portfolio can be sorted. */
export const PORTFOLIO_ORDERS = ['ATTENTION', 'NAME', 'DAYS_LEFT'] as const;
export type PortfolioOrder = (typeof PORTFOLIO_ORDERS)[number];

export interface AttentionFacts {
  state: EngagementState;
  readiness: { conditions: readonly { met: boolean }[] };
  openAlerts: { total: number; critical: number };
  hats: readonly { hat: Hat; lateCount: number; thinCount: number }[];
}

/**
 * Why a client stands where it does in the portfolio, in one sentence. @param engagement the one that stands for the
 * client; null where there is none
 */
export function attentionOf(engagement: AttentionFacts | null): string {
  if (!engagement) return 'No engagement yet.';
  switch (engagement.state) {
    case 'DRAFT': {
      const unmet = engagement.readiness.conditions.filter((condition) => !condition.met).length;
      return unmet === 0 ? 'Ready to start.' : `Draft: ${counted(unmet, 'condition')} to meet before the start.`;
    }
    case 'PAUSED':
      return 'Paused.';
    case 'COMPLETED':
      return 'Completed.';
    case 'ENDED_EARLY':
      return 'Ended early.';
    case 'ACTIVE':
      return running(engagement);
    default:
      return engagement.state satisfies never;
  }
}

function running({ openAlerts, hats }: AttentionFacts): string {
  const late = hats.filter(({ lateCount }) => lateCount > 0).map(({ hat, lateCount }) => `${lateCount} ${hat}`);
  const thin = hats.filter(({ thinCount }) => thinCount > 0).map(({ hat, thinCount }) => `${thinCount} ${hat}`);
  const said = [
    ...(openAlerts.critical > 0 ? [counted(openAlerts.critical, 'critical alert')] : []),
    ...(late.length > 0 ? [`late: ${listOf(late)}`] : []),
    ...(thin.length > 0 ? [`thin: ${listOf(thin)}`] : []),
    ...(openAlerts.critical === 0 && openAlerts.total > 0 ? [counted(openAlerts.total, 'open alert')] : []),
  ];
  if (said.length === 0) return 'On track.';
  const text = said.join('; ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** What is open in the order to look at it: the worst first, and of the equally bad as they came. */
export function worstFirst<Signal extends { severity: Severity }>(signals: readonly Signal[]): Signal[] {
  const weight = ({ severity }: Signal): number => SEVERITIES.indexOf(severity);
  return [...signals].sort((a, b) => weight(b) - weight(a));
}
