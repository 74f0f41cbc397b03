import { hatsOf } from '../../engagement/hats.js';
import type { Rule } from '../types.js';

/**
 * An engagement with the CAIO hat has nobody accountable for AI risk. Critical: it could not have started like this.
 * Bicorne domain language, Drift: NO_RISK_OWNER.
 */
export const noRiskOwner: Rule = {
  code: 'NO_RISK_OWNER',

  evaluate(facts) {
    if (!hatsOf(facts.shape).includes('CAIO') || (facts.aiRiskOwner ?? '').trim() !== '') return [];
    return [
      {
        rule: 'NO_RISK_OWNER',
        subject: { kind: 'ENGAGEMENT', id: facts.id },
        hat: 'CAIO',
        severity: 'CRITICAL',
        figures: [{ name: 'aiRiskOwners', value: 0, threshold: 1 }],
        statement: 'The engagement has the CAIO hat, and nobody is named as accountable for AI risk.',
        clearsWhen: 'One person is named as accountable for AI risk.',
      },
    ];
  },

  nextChangeAt: () => null,
};
