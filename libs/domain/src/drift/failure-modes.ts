import { FAILURE_MODES } from '../shared/vocabulary.js';
import type { FailureMode, Hat } from '../shared/vocabulary.js';
import type { RuleCode } from './rule-codes.js';

/** What a failure mode is read from: a signal, or an open alert. */
export interface ModeEvidence {
  rule: RuleCode;
  /** The hat that drifts. With DEFAULTING the hat that the decisions fall to, with THINNER_THAN_SIBLING the thinner one. */
  hat: Hat | null;
}

/**
 * The failure modes that open signals add up to, each with the signals behind it; a mode without signals is left out
 * (Bicorne domain language, Drift). A signal can stand behind more than one mode.
 *
 * @param practitioners how many people wear the hats: an unsigned joint decision is a bad interface only between two.
 */
export function failureModes<S extends ModeEvidence>(
  signals: readonly S[],
  practitioners: number,
): { mode: FailureMode; signals: S[] }[] {
  return FAILURE_MODES.flatMap((mode) => {
    const behind = signals.filter((signal) => modesOf(signal, practitioners).includes(mode));
    return behind.length === 0 ? [] : [{ mode, signals: behind }];
  });
}

function modesOf({ rule, hat }: ModeEvidence, practitioners: number): FailureMode[] {
  switch (rule) {
    case 'EMPTY_HAT':
    case 'NEGLECTED_HAT':
    case 'THINNER_THAN_SIBLING':
      return hat === null ? [] : [droppedHalf(hat)];
    case 'DEFAULTING':
      // Decisions that all fall to one hat are the other half's failure.
      return hat === null ? [] : [droppedHalf(hat === 'CTO' ? 'CAIO' : 'CTO')];
    case 'CAPACITY_GAP':
      return ['NO_PLATFORM_CREDIBILITY'];
    case 'CONTRADICTION':
    case 'WRONG_HAT':
    case 'UNCLAIMED':
      return ['BAD_INTERFACE'];
    case 'JOINT_UNSIGNED':
      return practitioners >= 2 ? ['BAD_INTERFACE'] : [];
    case 'LATE':
    case 'AT_RISK':
    case 'SLIPPING':
    case 'THIN':
    case 'THINNING':
    case 'BUNDLED':
    case 'OVER_LIMIT':
    case 'SPLIT_SPEND':
    case 'NO_RISK_OWNER':
    case 'STALE_ANSWER':
    case 'WAITING_ON_CLIENT':
      return [];
    default:
      return impossible(rule);
  }
}

/** The mode in which the half under this hat goes missing. */
function droppedHalf(hat: Hat): FailureMode {
  return hat === 'CAIO' ? 'DROPPED_AI_HALF' : 'NO_PLATFORM_CREDIBILITY';
}

function impossible(rule: never): never {
  throw new Error(`Rule ${String(rule)} has no failure modes laid down`);
}
