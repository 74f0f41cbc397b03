import type { Rule } from '../types.js';
import { contradiction } from './contradiction.js';
import { emptyHat } from './empty-hat.js';
import { late } from './late.js';
import { neglectedHat } from './neglected-hat.js';
import { noRiskOwner } from './no-risk-owner.js';
import { thin } from './thin.js';
import { unclaimed } from './unclaimed.js';
import { wrongHat } from './wrong-hat.js';

/** Every rule that is applied. A new rule is a file beside these and a line here. */
export const RULES: readonly Rule[] = [
  late,
  thin,
  neglectedHat,
  emptyHat,
  wrongHat,
  unclaimed,
  contradiction,
  noRiskOwner,
];
