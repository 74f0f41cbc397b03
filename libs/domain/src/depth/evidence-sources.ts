import { readDocument } from './document.js';
import type { Evidence } from './evidence.js';
import { addressKey, identityOf } from './identity.js';
import type { Template } from './template.js';

const NONE: ReadonlySet<number> = new Set();

/**
 * What stands as evidence in a document, by identity: links of its own text, and the pieces that were given with it. Two
 * documents with the same identity point at the same thing, which counts once an engagement.
 */
export function evidenceSources(template: Template, markdown: string, evidence: readonly Evidence[]): string[] {
  const links = readDocument(template, markdown, NONE).flatMap((section) => [...section.links].map(addressKey));
  const pieces = evidence.map(identityOf).filter((identity) => identity !== undefined);
  return [...new Set([...links, ...pieces])].sort();
}
