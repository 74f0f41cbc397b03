import type { ActivityKind } from '../drift/types.js';

/** What the revisions before the one that is saved came to, all of them. */
export interface EarlierWork {
  /** Depth of the deepest, 0 where there is none. */
  depth: number;
  /** What stood as evidence in any of them, by identity. */
  sources: readonly string[];
}

/**
 * What a saved revision shows of work under its hat: it is deeper than every revision before it, or holds evidence that none
 * of them had. Null where it is neither, so that taking something out and putting it back is no work. One save is one sign
 * of work at the most. Bicorne domain language, Drift: Work.
 *
 * @param saved its depth, and the evidence that counts under this deliverable, by identity
 */
export function workShown(
  before: EarlierWork,
  saved: EarlierWork,
): Extract<ActivityKind, 'REVISION_RAISED_DEPTH' | 'EVIDENCE'> | null {
  if (saved.depth > before.depth) return 'REVISION_RAISED_DEPTH';
  const known = new Set(before.sources);
  return saved.sources.some((source) => !known.has(source)) ? 'EVIDENCE' : null;
}
