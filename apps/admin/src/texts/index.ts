import { en } from './en.js';
import { readersLocale } from './readers-locale.js';

/**
 * The catalogue in use. A further language is a further file with the same keys; it says in which direction it is written.
 */
export const texts = en;

/** What dates and numbers are written in. */
export const locale = readersLocale(texts.locale, typeof document === 'undefined' ? [] : navigator.languages);
