import { decided, refused } from '../shared/vocabulary.js';
import type { Decided } from '../shared/vocabulary.js';
import { listOf } from '../shared/text.js';

/** Largest file that is taken, in bytes: a scanned report of a hundred pages fits. */
export const FILE_LIMIT = 25 * 1024 * 1024;
/** Files of one engagement. */
export const FILES_PER_ENGAGEMENT = 1_000;
const NAME_LIMIT = 200;

/** What may be uploaded, by the type that its bytes show. Programs and archives are not among them: nobody reads those. */
export const FILE_TYPES: Readonly<Record<string, string>> = {
  'text/markdown': 'Markdown',
  'text/plain': 'plain text',
  'text/csv': 'CSV',
  'application/json': 'JSON',
  'application/pdf': 'PDF',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'DOCX',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'XLSX',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'PPTX',
  'application/vnd.oasis.opendocument.text': 'ODT',
  'application/vnd.oasis.opendocument.spreadsheet': 'ODS',
  'image/png': 'PNG',
  'image/jpeg': 'JPEG',
  'image/gif': 'GIF',
  'image/webp': 'WebP',
};

/** Those of which the text can be taken as a revision. */
export const TEXT_FILE_TYPES = [
  'text/markdown',
  'text/plain',
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
] as const;
export type TextFileType = (typeof TEXT_FILE_TYPES)[number];

export function isTextFileType(mediaType: string): mediaType is TextFileType {
  return (TEXT_FILE_TYPES as readonly string[]).includes(mediaType);
}

/** The type, where a file of it may be uploaded. Refusal code: UNSUPPORTED_TYPE. */
export function readFileType(mediaType: string | null): Decided<string> {
  return mediaType !== null && Object.hasOwn(FILE_TYPES, mediaType)
    ? decided(mediaType)
    : refused({
        code: 'UNSUPPORTED_TYPE',
        field: 'file',
        message: `Files of this type are not taken. Taken are ${listOf(Object.values(FILE_TYPES))}.`,
      });
}

/**
 * A file's name as it may be shown and saved under anywhere: without folders, control characters, characters that turn the
 * direction of writing, and those that some system forbids; 200 characters at the most, its ending kept. "file" where
 * nothing is left.
 */
export function cleanFileName(name: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  if (clean === '') return 'file';
  const characters = [...clean];
  if (characters.length <= NAME_LIMIT) return clean;
  const ending = /\.[A-Za-z0-9]{1,10}$/.exec(clean)?.[0] ?? '';
  return characters.slice(0, NAME_LIMIT - ending.length).join('') + ending;
}
