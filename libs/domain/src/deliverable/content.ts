import type { Evidence } from '../depth/index.js';
import { EVIDENCE_KINDS, decided, refused } from '../shared/vocabulary.js';
import type { Decided, EvidenceKind, Refusal } from '../shared/vocabulary.js';
import { isWebAddress } from '../shared/addresses.js';
import { readText } from '../shared/text.js';

/** Longest document, in UTF-16 code units: some 350 pages. */
export const MARKDOWN_LIMIT = 1_000_000;
export const EVIDENCE_LIMIT = 100;
const SECTION_LIMIT = 300;
const URL_LIMIT = 2_000;
const STATEMENT_LIMIT = 4_000;

export interface EvidenceInput {
  section: string;
  kind: EvidenceKind;
  url?: string | null;
  fileId?: string | null;
  statement?: string | null;
}

/** The text of a revision, as it was written. Refused where it is blank, too long or holds what is not text. */
export function readMarkdown(markdown: string): Decided<string> {
  const read = readText(markdown, { field: 'markdown', what: 'the text', max: MARKDOWN_LIMIT });
  // Leading and trailing white space is the writer's: only the check is wanted.
  return read.ok ? decided(markdown) : read;
}

/** The same of writing that is no revision yet: it may be blank. */
export function readDraft(markdown: string): Decided<string> {
  return markdown.trim() === '' ? decided(markdown.slice(0, MARKDOWN_LIMIT)) : readMarkdown(markdown);
}

/**
 * Evidence that may be kept: a link with a web address, an uploaded file, or a statement in words. Refused by its place in
 * the list. Whether the file is there is for the caller to find out.
 */
export function readEvidence(input: readonly EvidenceInput[]): Decided<Evidence[]> {
  if (input.length > EVIDENCE_LIMIT)
    return refused({
      code: 'OUT_OF_RANGE',
      field: 'evidence',
      message: `A revision has ${EVIDENCE_LIMIT} pieces of evidence at the most.`,
    });
  const refusals: Refusal[] = [];
  const pieces: Evidence[] = [];
  input.forEach((piece, index) => {
    const read = readPiece(piece, `evidence.${index}`);
    if (read.ok) pieces.push(read.value);
    else refusals.push(...read.refusals);
  });
  return refusals.length > 0 ? refused(...refusals) : decided(pieces);
}

function readPiece(piece: EvidenceInput, field: string): Decided<Evidence> {
  const section = readText(piece.section, { field: `${field}.section`, what: 'the section', max: SECTION_LIMIT });
  if (!section.ok) return section;
  const { kind } = piece;
  switch (kind) {
    case 'LINK': {
      const url = readText(piece.url, { field: `${field}.url`, what: 'the address', max: URL_LIMIT });
      if (!url.ok) return url;
      if (!isWebAddress(url.value))
        return refused({
          code: 'INVALID_URL',
          field: `${field}.url`,
          message: 'The address of the evidence starts with https:// or http://.',
        });
      return decided({ section: section.value, kind, url: url.value });
    }
    case 'STATEMENT': {
      const statement = readText(piece.statement, {
        field: `${field}.statement`,
        what: 'the statement',
        max: STATEMENT_LIMIT,
      });
      return statement.ok ? decided({ section: section.value, kind, statement: statement.value }) : statement;
    }
    case 'FILE':
      return piece.fileId
        ? decided({ section: section.value, kind, fileId: piece.fileId })
        : refused({
            code: 'REQUIRED',
            field: `${field}.fileId`,
            message: 'The file is missing: upload it first, then give its id.',
          });
    default:
      return refused({
        code: 'INVALID',
        field: `${field}.kind`,
        message: `Evidence is one of ${EVIDENCE_KINDS.join(', ')}.`,
      });
  }
}
