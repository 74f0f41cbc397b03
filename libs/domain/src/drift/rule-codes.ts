/** Every rule of the domain language, in the order in which findings are listed. The published schema uses them all. */
export const RULE_CODES = [
  'LATE',
  'AT_RISK',
  'SLIPPING',
  'THIN',
  'THINNER_THAN_SIBLING',
  'THINNING',
  'BUNDLED',
  'NEGLECTED_HAT',
  'EMPTY_HAT',
  'WRONG_HAT',
  'UNCLAIMED',
  'DEFAULTING',
  'JOINT_UNSIGNED',
  'OVER_LIMIT',
  'SPLIT_SPEND',
  'CONTRADICTION',
  'NO_RISK_OWNER',
  'CAPACITY_GAP',
  'STALE_ANSWER',
  'WAITING_ON_CLIENT',
] as const;
export type RuleCode = (typeof RULE_CODES)[number];

/** What a rule is called in a subject line or a heading. */
export const RULE_NAMES: Readonly<Record<RuleCode, string>> = {
  LATE: 'Late',
  AT_RISK: 'At risk',
  SLIPPING: 'Slipping',
  THIN: 'Thin',
  THINNER_THAN_SIBLING: 'Thinner than the other hat',
  THINNING: 'Thinning',
  BUNDLED: 'Bundled',
  NEGLECTED_HAT: 'Hat neglected',
  EMPTY_HAT: 'Hat empty',
  WRONG_HAT: 'Wrong hat',
  UNCLAIMED: 'Area unclaimed',
  DEFAULTING: 'Defaulting to one hat',
  JOINT_UNSIGNED: 'Joint decision unsigned',
  OVER_LIMIT: 'Over the limit',
  SPLIT_SPEND: 'Spend split',
  CONTRADICTION: 'Contradiction',
  NO_RISK_OWNER: 'Nobody accountable for AI risk',
  CAPACITY_GAP: 'Capacity gap',
  STALE_ANSWER: 'Standing answer stale',
  WAITING_ON_CLIENT: 'Waiting on the client',
};

/**
 * Who is told of a finding: whoever wears the hat that drifts, or the client's sponsors, because only they can clear it.
 * What a sponsor is told of is never held against a practitioner.
 */
export type RuleAudience = 'WEARER' | 'SPONSOR';

export const RULE_AUDIENCE: Readonly<Record<RuleCode, RuleAudience>> = {
  LATE: 'WEARER',
  AT_RISK: 'WEARER',
  SLIPPING: 'WEARER',
  THIN: 'WEARER',
  THINNER_THAN_SIBLING: 'WEARER',
  THINNING: 'WEARER',
  BUNDLED: 'WEARER',
  NEGLECTED_HAT: 'WEARER',
  EMPTY_HAT: 'WEARER',
  WRONG_HAT: 'WEARER',
  UNCLAIMED: 'WEARER',
  DEFAULTING: 'WEARER',
  JOINT_UNSIGNED: 'WEARER',
  OVER_LIMIT: 'WEARER',
  SPLIT_SPEND: 'WEARER',
  CONTRADICTION: 'WEARER',
  NO_RISK_OWNER: 'WEARER',
  CAPACITY_GAP: 'WEARER',
  STALE_ANSWER: 'WEARER',
  WAITING_ON_CLIENT: 'SPONSOR',
};
