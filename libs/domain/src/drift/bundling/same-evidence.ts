import { addressKey, isFileOrPage } from '../../depth/identity.js';
import { counted } from '../../shared/text.js';
import type { DriftDeliverable } from '../types.js';
import { named } from '../wording.js';
import { laterOf } from './bundle.js';
import type { Bundle } from './bundle.js';

/** Pairs of documents of different hats under which the same file or link stands as evidence. */
export function sameEvidence(deliverables: readonly DriftDeliverable[]): Bundle[] {
  const pairs = new Map<string, { pair: [DriftDeliverable, DriftDeliverable]; shared: number }>();
  for (const holders of holdersOf(deliverables).values())
    for (const one of holders.filter(({ hat }) => hat === 'CTO'))
      for (const other of holders.filter(({ hat }) => hat === 'CAIO')) {
        const key = `${one.id} ${other.id}`;
        const found = pairs.get(key) ?? { pair: [one, other], shared: 0 };
        pairs.set(key, { ...found, shared: found.shared + 1 });
      }
  return [...pairs.values()].map(({ pair, shared }) => bundle(pair, shared));
}

/** The documents under which each file and each page stands. */
function holdersOf(deliverables: readonly DriftDeliverable[]): Map<string, DriftDeliverable[]> {
  const holders = new Map<string, DriftDeliverable[]>();
  for (const deliverable of deliverables)
    for (const piece of new Set(deliverable.evidence.map(addressKey).filter(isFileOrPage)))
      holders.set(piece, [...(holders.get(piece) ?? []), deliverable]);
  return holders;
}

function bundle(pair: [DriftDeliverable, DriftDeliverable], shared: number): Bundle {
  const [later, earlier] = laterOf(...pair);
  return {
    subject: later,
    severity: 'WARNING',
    order: 1,
    figure: { name: 'filesAndLinksShared', value: shared, threshold: 1 },
    statement: `${named(later)} and ${named(earlier)} rest on the same evidence: ${counted(shared, 'file or link stands', 'files or links stand')} under both hats.`,
    clearing: 'A revision is saved in which one of the two has evidence of its own, or a sponsor waives one of them.',
  };
}
