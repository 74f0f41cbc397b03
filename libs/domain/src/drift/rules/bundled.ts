import { overlapping } from '../bundling/overlapping.js';
import { sameEvidence } from '../bundling/same-evidence.js';
import { siblingSections } from '../bundling/sibling-sections.js';
import type { Bundle } from '../bundling/bundle.js';
import type { DriftFacts, Rule, Signal } from '../types.js';

/**
 * One piece of work is handed in under both hats: the same file or link stands as evidence under both, two documents share
 * most of their text, or one document holds sections that the other hat's templates ask for. The subject is a document: of
 * a pair the one of the later quarter, else always the same one. Of several findings about a document the worst is told,
 * and the next with it. Waived ones are left out. Bicorne domain language, Drift: BUNDLED.
 */
export const bundled: Rule = {
  code: 'BUNDLED',

  evaluate(facts) {
    const bySubject = new Map<string, Bundle[]>();
    for (const bundle of bundlesOf(facts)) {
      const { id } = bundle.subject;
      bySubject.set(id, [...(bySubject.get(id) ?? []), bundle]);
    }
    return [...bySubject.values()].map((bundles) => signal(bundles.toSorted(byWeight)));
  },

  nextChangeAt: () => null,
};

function bundlesOf(facts: DriftFacts): Bundle[] {
  const deliverables = facts.deliverables.filter(({ state }) => state !== 'WAIVED');
  return [
    ...sameEvidence(deliverables),
    ...overlapping(deliverables, facts.overlaps),
    ...siblingSections(deliverables),
  ];
}

/** Warnings first, then in the order of the kinds, then by how much, then by the words, so that no order of facts shows. */
function byWeight(a: Bundle, b: Bundle): number {
  return (
    Number(b.severity === 'WARNING') - Number(a.severity === 'WARNING') ||
    a.order - b.order ||
    b.figure.value / b.figure.threshold - a.figure.value / a.figure.threshold ||
    (a.statement < b.statement ? -1 : a.statement > b.statement ? 1 : 0)
  );
}

function signal(bundles: readonly Bundle[]): Signal {
  const [worst, ...others] = bundles;
  if (!worst) throw new Error('A document without a finding was taken for bundled');
  const also = others.slice(0, OTHERS_TOLD).map(({ statement }) => statement);
  const more = others.length - also.length;
  return {
    rule: 'BUNDLED',
    subject: { kind: 'DELIVERABLE', id: worst.subject.id },
    hat: worst.subject.hat,
    severity: worst.severity,
    figures: [worst.figure],
    statement: [
      worst.statement,
      ...also,
      ...(more > 0 ? [`There is more that it shares with the other hat's work.`] : []),
    ].join(' '),
    clearsWhen: [...new Set(bundles.map(({ clearing }) => clearing))].length === 1 ? worst.clearing : CLEARING_ALL,
  };
}

/** So many findings besides the worst are told in full. */
const OTHERS_TOLD = 1;
const CLEARING_ALL =
  'Revisions are saved in which each hat has evidence, text and sections of its own, or a sponsor waives one of the documents.';
