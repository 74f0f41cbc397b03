import type { Content } from './draft-content.js';

/** Writing in this browser's storage that the server does not have, for one person and deliverable. */
export interface KeptHere extends Content {
  /** Number of the revision that it began from; 0 before any. */
  base: number;
  /** When it was kept, in milliseconds since 1970. */
  at: number;
  /** When the server had last kept a draft of it, as it said; null where it had none. */
  keptAt: string | null;
}

/** Where it stands. `aside` is a text that another one took the place of. */
export function placeHere(viewerId: string, deliverableId: string, what: 'draft' | 'aside' = 'draft'): string {
  return `bicorne ${what} ${viewerId} ${deliverableId}`;
}

export function readHere(place: string): KeptHere | undefined {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(place) ?? 'null');
    return isKept(found) ? found : undefined;
  } catch {
    return undefined;
  }
}

function isKept(found: unknown): found is KeptHere {
  return (
    typeof found === 'object' &&
    found !== null &&
    'markdown' in found &&
    typeof found.markdown === 'string' &&
    'evidence' in found &&
    Array.isArray(found.evidence) &&
    'base' in found &&
    typeof found.base === 'number' &&
    'at' in found
  );
}

/** @returns false where the browser's storage is full or forbidden */
export function keepHere(place: string, kept: KeptHere): boolean {
  try {
    localStorage.setItem(place, JSON.stringify(kept));
    return true;
  } catch {
    return false;
  }
}

export function forgetHere(place: string): void {
  try {
    localStorage.removeItem(place);
  } catch {
    // Nothing could be kept there either.
  }
}
