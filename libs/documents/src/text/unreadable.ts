import { refused, type Decided } from '@bicorne/domain';

/** Why no text can be taken from a file, each with what would help. */
const MESSAGES = {
  NO_TEXT:
    'This file holds no text: it is scanned, or made of pictures. Upload the document that it was made from, or run it through text recognition first.',
  ENCRYPTED: 'This file is protected by a password. Save it without one and upload it again.',
  DAMAGED:
    'This file cannot be read: it is damaged, or not what its first bytes say. Save it anew and upload it again.',
  NOT_UTF8: 'This text is not in UTF-8. Save it as UTF-8 and upload it again.',
  TOO_LARGE:
    'This file unpacks to more than can be read as a revision. Split it, or leave pictures and appendices out.',
  TOO_SLOW: 'Reading this file took too long. Save it anew, without pictures and embedded files, and upload it again.',
  BUSY: 'Several files are being read already. Try again in a minute: the file is kept.',
  UNSUPPORTED_TYPE: 'Text is taken from Markdown, plain text, DOCX and PDF. Save the document as one of these.',
} as const;

export type UnreadableCode = keyof typeof MESSAGES;

export function unreadable(code: UnreadableCode): Extract<Decided<never>, { ok: false }> {
  return refused({ code, field: 'fileId', message: MESSAGES[code] });
}
