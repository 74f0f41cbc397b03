/** What is written and what shows that it is true. */
export interface Content {
  markdown: string;
  evidence: DraftEvidence[];
}

export interface DraftEvidence {
  section: string;
  kind: 'LINK' | 'FILE' | 'STATEMENT';
  url: string | null;
  statement: string | null;
  file: { id: string; name: string; url: string } | null;
}

/** What the server keeps of a person's writing. */
export interface KeptDraft extends Content {
  /** Number of the revision that it began from; 0 before any. */
  baseRevision: number;
  keptAt: string;
}

/** The evidence as the API takes it. */
export function asInput(evidence: readonly DraftEvidence[]) {
  return evidence.map(({ file, ...piece }) => ({ ...piece, fileId: file?.id ?? null }));
}

export function sameContent(one: Content, other: Content): boolean {
  return (
    one.markdown === other.markdown && JSON.stringify(asInput(one.evidence)) === JSON.stringify(asInput(other.evidence))
  );
}

/** The evidence of both, each piece once. */
export function joined(one: readonly DraftEvidence[], other: readonly DraftEvidence[]): DraftEvidence[] {
  const known = new Set(asInput(one).map((piece) => JSON.stringify(piece)));
  return [...one, ...other.filter((_, at) => !known.has(JSON.stringify(asInput(other)[at])))];
}
