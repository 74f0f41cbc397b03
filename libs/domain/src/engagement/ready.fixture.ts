import { defaultCharter } from '../charter/publish.js';
import { DEPTH_EVIDENCE_KINDS } from '../shared/vocabulary.js';
import type { ReadinessFacts } from './types.js';

const eur = (amount: string) => ({ amount, currency: 'EUR' });

/** Two roles, Ada Okafor and Ben Sato, ready to start; a test names what differs. */
export function readyFacts(different: Partial<ReadinessFacts> = {}): ReadinessFacts {
  const limits = { perDecisionLimit: eur('5000.00'), perQuarterLimit: eur('20000.00') };
  return {
    shape: 'TWO_ROLES',
    assignments: [
      { hat: 'CTO', practitionerId: 'ada', practitionerName: 'Ada Okafor', ...limits },
      { hat: 'CAIO', practitionerId: 'ben', practitionerName: 'Ben Sato', ...limits },
    ],
    depthAttestations: DEPTH_EVIDENCE_KINDS.map((kind) => ({ practitionerId: 'ben', kind })),
    charter: {
      version: 1,
      rights: defaultCharter('TWO_ROLES'),
      practitionerIds: ['ada', 'ben'],
      acknowledgements: [
        { personId: 'ada', as: 'PRACTITIONER' },
        { personId: 'ben', as: 'PRACTITIONER' },
        { personId: 'eva', as: 'SPONSOR' },
      ],
    },
    aiRiskOwners: ['Eva Lind'],
    deliverables: [
      { key: 'roadmap', hat: 'CTO', title: 'Roadmap', state: 'PLANNED' },
      { key: 'ai-strategy', hat: 'CAIO', title: 'AI strategy', state: 'PLANNED' },
    ],
    ...different,
  };
}
