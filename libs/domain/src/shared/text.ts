import { decided, refused } from './vocabulary.js';
import type { Decided } from './vocabulary.js';

export interface TextLimits {
  /** The input field, for the refusal. */
  field: string;
  /** What the field is called in a sentence: "the reason". */
  what: string;
  /** In UTF-16 code units. */
  max: number;
}

/**
 * A text that a person wrote, trimmed. Refused where it is missing, blank (REQUIRED), too long (TOO_LONG), or holds what
 * no database text can (INVALID_TEXT: a NUL byte or half of a surrogate pair).
 */
export function readText(value: unknown, { field, what, max }: TextLimits): Decided<string> {
  if (value !== undefined && value !== null && typeof value !== 'string')
    return refused({ code: 'INVALID', field, message: `${sentence(what)} must be a text.` });
  const text = (value ?? '').trim();
  if (text === '') return refused({ code: 'REQUIRED', field, message: `${sentence(what)} is missing.` });
  if (text.length > max)
    return refused({ code: 'TOO_LONG', field, message: `${sentence(what)} is longer than ${max} characters.` });
  if (text.includes('\0') || hasLoneSurrogate(text))
    return refused({
      code: 'INVALID_TEXT',
      field,
      message: `${sentence(what)} holds characters that are not text: a NUL byte or a broken emoji.`,
    });
  return decided(text);
}

/** The same, but blank is allowed and comes back as null. */
export function readOptionalText(value: unknown, limits: TextLimits): Decided<string | null> {
  if (value === undefined || value === null || (typeof value === 'string' && value.trim() === '')) return decided(null);
  return readText(value, limits);
}

/** Half of a surrogate pair: with the `u` flag a whole pair is one character and does not match. */
function hasLoneSurrogate(text: string): boolean {
  return /[\uD800-\uDFFF]/u.test(text);
}

/** First letter upper case, for the start of a sentence. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "a", "a and b", "a, b and c". */
export function listOf(items: readonly string[], conjunction: 'and' | 'or' = 'and'): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} ${conjunction} ${items[items.length - 1]}`;
}

/** "1 area", "3 areas". */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${count} ${count === 1 ? singular : plural}`;
}

/** Order of two texts by code unit, so that no locale changes it. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
