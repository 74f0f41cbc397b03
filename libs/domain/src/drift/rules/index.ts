import type { Rule } from '../types.js';
import { atRisk } from './at-risk.js';
import { bundled } from './bundled.js';
import { capacityGap } from './capacity-gap.js';
import { contradiction } from './contradiction.js';
import { defaulting } from './defaulting.js';
import { emptyHat } from './empty-hat.js';
import { jointUnsigned } from './joint-unsigned.js';
import { late } from './late.js';
import { neglectedHat } from './neglected-hat.js';
import { noRiskOwner } from './no-risk-owner.js';
import { overLimit } from './over-limit.js';
import { slipping } from './slipping.js';
import { splitSpend } from './split-spend.js';
import { staleAnswer } from './stale-answer.js';
import { thin } from './thin.js';
import { thinnerThanSibling } from './thinner-than-sibling.js';
import { thinning } from './thinning.js';
import { unclaimed } from './unclaimed.js';
import { waitingOnClient } from './waiting-on-client.js';
import { wrongHat } from './wrong-hat.js';

/** Every rule that is applied. A new rule is a file beside these and a line here. */
export const RULES: readonly Rule[] = [
  late,
  atRisk,
  slipping,
  thin,
  thinnerThanSibling,
  thinning,
  bundled,
  neglectedHat,
  emptyHat,
  wrongHat,
  unclaimed,
  defaulting,
  jointUnsigned,
  overLimit,
  splitSpend,
  contradiction,
  noRiskOwner,
  capacityGap,
  staleAnswer,
  waitingOnClient,
];
