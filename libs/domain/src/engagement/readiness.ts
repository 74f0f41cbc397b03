import { areaLabel, missingDefaultAreas } from '../charter/areas.js';
import { missingAcknowledgements } from '../charter/in-force.js';
import { depthEvidenceMissing } from '../member/depth-evidenced.js';
import { counted, listOf } from '../shared/text.js';
import type { DepthEvidenceKind, Hat } from '../shared/vocabulary.js';
import { currenciesOf } from './draft.js';
import { hatsOf } from './hats.js';
import { READINESS_CODES } from './types.js';
import type { Readiness, ReadinessCode, ReadinessFacts } from './types.js';

/** What one condition finds: whether it is met, and one sentence about it. */
interface Finding {
  met: boolean;
  detail: string;
}

const CONDITIONS: Readonly<Record<ReadinessCode, (facts: ReadinessFacts) => Finding>> = {
  HATS_ASSIGNED: hatsAssigned,
  CAIO_DEPTH_EVIDENCED: caioDepthEvidenced,
  DECISION_RIGHTS_WRITTEN: decisionRightsWritten,
  DECISION_RIGHTS_ACKNOWLEDGED: decisionRightsAcknowledged,
  SPENDING_LIMITS_AGREED: spendingLimitsAgreed,
  AI_RISK_OWNER_NAMED: aiRiskOwnerNamed,
  OUTPUT_SPLIT: outputSplit,
};

/**
 * Whether the engagement may start: all seven conditions, each with a sentence. A condition that a shape has no use for
 * (AI risk without a CAIO hat) is met. Bicorne domain language, Engagement.
 */
export function readiness(facts: ReadinessFacts): Readiness {
  const conditions = READINESS_CODES.map((code) => ({ code, ...CONDITIONS[code](facts) }));
  return { ready: conditions.every((condition) => condition.met), conditions };
}

const met = (detail: string): Finding => ({ met: true, detail });
const unmet = (detail: string): Finding => ({ met: false, detail });

function practitionerOf(facts: ReadinessFacts, hat: Hat): { id: string; name: string } | null {
  const assignment = facts.assignments.find((candidate) => candidate.hat === hat);
  if (!assignment?.practitionerId) return null;
  return { id: assignment.practitionerId, name: assignment.practitionerName ?? `the ${hat}` };
}

function hatsAssigned(facts: ReadinessFacts): Finding {
  const hats = hatsOf(facts.shape);
  const empty = hats.filter((hat) => practitionerOf(facts, hat) === null);
  if (empty.length > 0)
    return unmet(
      `Nobody wears the ${listOf(empty)} ${empty.length === 1 ? 'hat' : 'hats'} yet: assign a practitioner.`,
    );
  const people = hats.map((hat) => practitionerOf(facts, hat));
  const different = new Set(people.map((person) => person?.id)).size;
  if (facts.shape === 'CTO_AND_CAIO' && different !== 1)
    return unmet('Two people wear the hats, but the shape is one person with both: assign one, or draft two roles.');
  if (facts.shape === 'TWO_ROLES' && different !== 2)
    return unmet('One person wears both hats, but the shape is two roles: assign a second practitioner.');
  if (facts.shape === 'CTO_AND_CAIO') return met(`${people[0]?.name} wears both hats.`);
  const each = hats.map((hat, index) => `${people[index]?.name} wears the ${hat} hat`);
  return met(`${listOf(each)}.`);
}

const EVIDENCE_LABELS: Readonly<Record<DepthEvidenceKind, string>> = {
  MODEL_SELECTION: 'model selection',
  EVALUATION: 'evaluation',
  GOVERNANCE_ARTIFACTS: 'governance artifacts shipped to procurement',
};

function caioDepthEvidenced(facts: ReadinessFacts): Finding {
  if (!hatsOf(facts.shape).includes('CAIO')) return met('The engagement has no CAIO hat: no AI depth is asked for.');
  const practitioner = practitionerOf(facts, 'CAIO');
  if (!practitioner) return unmet('Nobody wears the CAIO hat yet, so there is no depth to look at.');
  const own = facts.depthAttestations.filter((attestation) => attestation.practitionerId === practitioner.id);
  const missing = depthEvidenceMissing(own);
  if (missing.length > 0)
    return unmet(
      `There is no evidence of ${listOf(
        missing.map((kind) => EVIDENCE_LABELS[kind]),
        'or',
      )} for ${practitioner.name}: ` + 'attest at least one piece each.',
    );
  return met(`The depth of ${practitioner.name} is attested by ${counted(own.length, 'piece')} of evidence.`);
}

function decisionRightsWritten({ charter }: ReadinessFacts): Finding {
  if (!charter) return unmet('No charter is published: write down who decides what, and publish it.');
  const missing = missingDefaultAreas(charter.rights);
  if (missing.length > 0)
    return unmet(
      `Version ${charter.version} of the charter leaves out ${listOf(missing.map(({ area }) => areaLabel(area)))}: ` +
        'publish a version that covers every default area.',
    );
  return met(`Version ${charter.version} of the charter covers ${counted(charter.rights.length, 'area')}.`);
}

function decisionRightsAcknowledged(facts: ReadinessFacts): Finding {
  const { charter } = facts;
  if (!charter) return unmet('There is no published charter to acknowledge.');
  const wearers = hatsOf(facts.shape).flatMap((hat) => practitionerOf(facts, hat) ?? []);
  // Who took a hat over after the publication is no party to that version, and has to agree to one too.
  const newcomers = wearers.filter(({ id }) => !charter.practitionerIds.includes(id)).map(({ name }) => name);
  if (newcomers.length > 0)
    return unmet(
      `Version ${charter.version} of the charter was published before ${listOf([...new Set(newcomers)])} took a hat: ` +
        'publish a new version, which they acknowledge.',
    );
  if (wearers.length === 0) return unmet('No practitioner is assigned who could acknowledge the charter.');
  const missing = missingAcknowledgements(charter);
  const names = missing.practitionerIds.map(
    (id) => wearers.find((wearer) => wearer.id === id)?.name ?? 'a former practitioner',
  );
  const waiting = [...names, ...(missing.sponsor ? ['a sponsor of the client'] : [])];
  if (waiting.length > 0)
    return unmet(`Version ${charter.version} of the charter still waits for ${listOf(waiting)} to acknowledge it.`);
  return met(`Version ${charter.version} of the charter is acknowledged by the practitioners in it and by a sponsor.`);
}

function spendingLimitsAgreed(facts: ReadinessFacts): Finding {
  const missing = hatsOf(facts.shape).flatMap((hat) => {
    const assignment = facts.assignments.find((candidate) => candidate.hat === hat);
    const kinds = [
      ...(assignment?.perDecisionLimit ? [] : ['per decision']),
      ...(assignment?.perQuarterLimit ? [] : ['per quarter']),
    ];
    return kinds.length > 0 ? [`the ${hat} hat has no limit ${listOf(kinds, 'or')}`] : [];
  });
  if (missing.length > 0) return unmet(`Agree the spending limits: ${listOf(missing)}.`);
  const currencies = currenciesOf(facts.assignments);
  if (currencies.length !== 1)
    return unmet(`The spending limits are in ${listOf(currencies)}: agree them in one currency.`);
  return met(`Every hat has a limit per decision and per quarter, in ${currencies.join('')}.`);
}

function aiRiskOwnerNamed(facts: ReadinessFacts): Finding {
  if (!hatsOf(facts.shape).includes('CAIO'))
    return met('The engagement has no CAIO hat: no AI risk owner is asked for.');
  const [owner, ...others] = facts.aiRiskOwners;
  if (owner === undefined) return unmet('Nobody is accountable for AI risk: name one person.');
  if (others.length > 0)
    return unmet(`${listOf(facts.aiRiskOwners)} are accountable for AI risk together, so nobody is: name one person.`);
  return met(`${owner} is accountable for AI risk.`);
}

function outputSplit(facts: ReadinessFacts): Finding {
  const hats = hatsOf(facts.shape);
  // What was waived is nobody's output any more.
  const owed = facts.deliverables.filter(({ state }) => state !== 'WAIVED');
  const without = hats.filter((hat) => !owed.some((deliverable) => deliverable.hat === hat));
  if (without.length > 0)
    return unmet(
      `The ${listOf(without)} ${without.length === 1 ? 'hat has' : 'hats have'} no deliverables: plan some.`,
    );
  const hatOfKey = new Map<string, Hat>();
  const shared = new Set<string>();
  for (const { key, hat, title } of owed) {
    if ((hatOfKey.get(key) ?? hat) !== hat) shared.add(title);
    hatOfKey.set(key, hat);
  }
  if (shared.size > 0)
    return unmet(`${listOf([...shared])} ${shared.size === 1 ? 'serves' : 'serve'} two hats: give each hat its own.`);
  const each = hats.map((hat) => {
    const count = owed.filter((deliverable) => deliverable.hat === hat).length;
    return `${counted(count, 'deliverable')} under the ${hat} hat`;
  });
  return met(`There ${owed.length === 1 ? 'is' : 'are'} ${listOf(each)}, none under two.`);
}
