import { texts } from '../../texts/index.js';
import type { Keeping } from './use-keeping.js';

/** How safe the writing is. @param base number of the revision that it stands on */
export function keptInWords(keeping: Keeping, base: number): string {
  const words = texts.deliverable;
  if (keeping !== 'SAVED') return words.keeping[keeping];
  return base === 0 ? words.nothingSaved : words.savedAs(base);
}
