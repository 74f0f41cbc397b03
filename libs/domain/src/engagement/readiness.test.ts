import { describe, expect, it } from '@jest/globals';
import { readiness } from './readiness.js';
import { readyFacts } from './ready.fixture.js';
import { READINESS_CODES } from './types.js';
import type { ReadinessCode, ReadinessFacts } from './types.js';

const ready = readyFacts();
const [cto, caio] = ready.assignments;
const charter = ready.charter;
if (!cto || !caio || !charter) throw new Error('The fixture has two assignments and a charter');

describe('readiness', () => {
  it('reports all seven conditions in order, each with a sentence', () => {
    const report = readiness(ready);
    expect(report.ready).toBe(true);
    expect(report.conditions.map((condition) => condition.code)).toEqual([...READINESS_CODES]);
    for (const { detail } of report.conditions) expect(detail).toMatch(/^[A-Z].*\.$/);
  });

  it.each<[ReadinessCode, Partial<ReadinessFacts>, string]>([
    [
      'HATS_ASSIGNED',
      { assignments: [{ ...cto, practitionerId: 'ben' }, caio] },
      'One person wears both hats, but the shape is two roles',
    ],
    ['HATS_ASSIGNED', { shape: 'CTO_AND_CAIO' }, 'Two people wear the hats, but the shape is one person with both'],
    [
      'CAIO_DEPTH_EVIDENCED',
      { depthAttestations: [] },
      'no evidence of model selection, evaluation or governance artifacts shipped to procurement for Ben Sato',
    ],
    [
      'CAIO_DEPTH_EVIDENCED',
      { depthAttestations: ready.depthAttestations.map((a) => ({ ...a, practitionerId: 'ada' })) },
      'for Ben Sato',
    ],
    [
      'DECISION_RIGHTS_WRITTEN',
      { charter: { ...charter, rights: charter.rights.filter((right) => right.area !== 'ai-risk') } },
      'leaves out AI risk',
    ],
    [
      'DECISION_RIGHTS_ACKNOWLEDGED',
      { charter: { ...charter, acknowledgements: charter.acknowledgements.slice(1) } },
      'waits for Ada Okafor to',
    ],
    [
      'DECISION_RIGHTS_ACKNOWLEDGED',
      { charter: { ...charter, acknowledgements: charter.acknowledgements.slice(0, 2) } },
      'waits for a sponsor of the client to',
    ],
    [
      'DECISION_RIGHTS_ACKNOWLEDGED',
      { charter: { ...charter, practitionerIds: ['ada', 'ben', 'cleo'] } },
      'waits for a former practitioner to',
    ],
    [
      'SPENDING_LIMITS_AGREED',
      { assignments: [cto, { ...caio, perQuarterLimit: null }] },
      'the CAIO hat has no limit per quarter',
    ],
    [
      'SPENDING_LIMITS_AGREED',
      { assignments: [cto, { ...caio, perQuarterLimit: { amount: '1.00', currency: 'USD' } }] },
      'are in EUR and USD',
    ],
    ['AI_RISK_OWNER_NAMED', { aiRiskOwners: [] }, 'Nobody is accountable for AI risk'],
    [
      'AI_RISK_OWNER_NAMED',
      { aiRiskOwners: ['Eva Lind', 'Ben Sato'] },
      'Eva Lind and Ben Sato are accountable for AI risk together',
    ],
    ['OUTPUT_SPLIT', { deliverables: ready.deliverables.slice(0, 1) }, 'The CAIO hat has no deliverables'],
    [
      'OUTPUT_SPLIT',
      { deliverables: ready.deliverables.map((one) => (one.hat === 'CAIO' ? { ...one, state: 'WAIVED' } : one)) },
      'The CAIO hat has no deliverables',
    ],
    [
      'OUTPUT_SPLIT',
      { deliverables: [...ready.deliverables, { key: 'roadmap', hat: 'CAIO', title: 'Roadmap', state: 'PLANNED' }] },
      'Roadmap serves two hats',
    ],
  ])('%s is unmet, and nothing else, where it is so: %#', (code, different, detail) => {
    const report = readiness(readyFacts(different));
    expect(report.ready).toBe(false);
    const unmet = report.conditions.filter((condition) => !condition.met);
    expect(unmet.map((condition) => condition.code)).toEqual([code]);
    expect(unmet[0]?.detail).toContain(detail);
  });

  it('asks for a new version where somebody took a hat after the charter was published', () => {
    const taken = readyFacts({
      assignments: [{ ...cto, practitionerId: 'cleo', practitionerName: 'Cleo Brandt' }, caio],
    });
    const condition = readiness(taken).conditions.find(({ code }) => code === 'DECISION_RIGHTS_ACKNOWLEDGED');
    expect(condition).toMatchObject({
      met: false,
      detail: expect.stringContaining('before Cleo Brandt took a hat: publish a new version'),
    });
  });

  it('of a fresh draft names everything but what needs nothing', () => {
    const fresh: ReadinessFacts = {
      shape: 'FRACTIONAL_CTO',
      assignments: [],
      depthAttestations: [],
      charter: null,
      aiRiskOwners: [],
      deliverables: [],
    };
    const metCodes = readiness(fresh)
      .conditions.filter((condition) => condition.met)
      .map((condition) => condition.code);
    expect(metCodes).toEqual(['CAIO_DEPTH_EVIDENCED', 'AI_RISK_OWNER_NAMED']);
  });
});
