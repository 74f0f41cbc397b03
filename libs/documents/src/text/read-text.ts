import { isTextFileType, type Decided } from '@bicorne/domain';
import { docxText } from './docx-text.js';
import { pdfText } from './pdf-text.js';
import { plainText } from './plain-text.js';
import { unreadable } from './unreadable.js';

/** The text of a file as Markdown. Files that cannot be read are refused; the media type is the one its bytes show. */
export async function readTextOf(bytes: Uint8Array, mediaType: string): Promise<Decided<string>> {
  if (!isTextFileType(mediaType)) return unreadable('UNSUPPORTED_TYPE');
  switch (mediaType) {
    case 'text/markdown':
    case 'text/plain':
      return plainText(bytes);
    case 'application/pdf':
      return pdfText(bytes);
    case 'application/vnd.openxmlformats-officedocument.wordprocessingml.document':
      return docxText(bytes);
    default:
      return impossible(mediaType);
  }
}

function impossible(mediaType: never): never {
  throw new Error(`No reader for ${String(mediaType)}`);
}
