import { decided, type Decided } from '@bicorne/domain';
import { unreadable } from './unreadable.js';

/** Text in UTF-8 as it is, without the mark that some editors write at the beginning. */
export function plainText(bytes: Uint8Array): Decided<string> {
  try {
    return decided(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return unreadable('NOT_UTF8');
  }
}
