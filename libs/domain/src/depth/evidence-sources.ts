import type { DocumentText } from './document.js';
import type { Evidence } from './evidence.js';
import { addressKey, identityOf } from './identity.js';

/**
 * What stands as evidence in a document, by identity: links of its own text, and the pieces that were given with it. Two
 * documents with the same identity point at the same thing, which counts once an engagement.
 */
export function evidenceSources(text: DocumentText, evidence: readonly Evidence[]): string[] {
  const links = text.sections().flatMap((section) => [...section.links].map(addressKey));
  const pieces = evidence.map(identityOf).filter((identity) => identity !== undefined);
  return [...new Set([...links, ...pieces])].sort();
}
