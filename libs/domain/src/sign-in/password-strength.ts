import { refused, decided, type Decided } from '../shared/vocabulary.js';

/** Length of a password, in characters. */
export const PASSWORD_LENGTH = { min: 12, max: 128 } as const;

/** Fewer different characters than this are a pattern, however long it is. */
const LEAST_DIFFERENT = 6;
/** A run of the alphabet, of digits or of a keyboard's row counts from this length on. */
const RUN = 4;
/** What is left of a password without names, runs and repetitions. */
const LEAST_OF_ITS_OWN = 8;
/** Shorter parts of names are in too many words. */
const SHORTEST_NAME = 4;

const ROWS = ['abcdefghijklmnopqrstuvwxyz', '0123456789', '1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const SEQUENCES = ROWS.flatMap((row) => [row, [...row].reverse().join('')]);

/** What everybody knows of a person: no part of a password counts that is made of it. */
export interface KnownOfPerson {
  name: string;
  email: string;
  /** Names of the workspaces and clients that they belong to. */
  places: readonly string[];
}

/**
 * Whether a password is hard to guess for who knows the person: 12 to 128 characters, of which eight are left when the
 * person's names, runs such as `1234` or `qwerty`, and repetitions are taken out. No list of stolen passwords is asked
 * for, here or elsewhere; see ADR 27. Refused as WEAK_PASSWORD, with what would be right.
 */
export function decidePassword(password: string, known: KnownOfPerson, field = 'password'): Decided<string> {
  const weak = (message: string): Decided<string> => refused({ code: 'WEAK_PASSWORD', field, message });
  const characters = [...password.normalize('NFKC').toLowerCase()];
  if (characters.length < PASSWORD_LENGTH.min || password.length > PASSWORD_LENGTH.max)
    return weak(`A password has from ${PASSWORD_LENGTH.min} to ${PASSWORD_LENGTH.max} characters.`);
  if (new Set(characters).size < LEAST_DIFFERENT)
    return weak(`A password has at least ${LEAST_DIFFERENT} different characters.`);
  const withoutNames = withoutAny(characters.join(''), namesOf(known));
  if ([...withoutNames].length < LEAST_OF_ITS_OWN)
    return weak('A password is not made of your name, your email address or the name of the workspace.');
  if (ownOf(withoutNames) < LEAST_OF_ITS_OWN)
    return weak('A password is not made of repeated characters or of runs such as 1234, abcd or qwerty.');
  return decided(password);
}

function namesOf({ name, email, places }: KnownOfPerson): string[] {
  const texts = [name, email, ...places, 'bicorne', 'password'].map((text) => text.normalize('NFKC').toLowerCase());
  const parts = texts.flatMap((text) => [text, text.replaceAll(/\s/gu, ''), ...text.split(/[^\p{L}\p{N}]+/u)]);
  return [...new Set(parts)].filter((part) => [...part].length >= SHORTEST_NAME).sort((a, b) => b.length - a.length);
}

function withoutAny(text: string, parts: readonly string[]): string {
  return parts.reduce((rest, part) => rest.replaceAll(part, ''), text);
}

/** How many characters are neither a repetition of what stands before them nor the rest of a run. */
function ownOf(text: string): number {
  const characters = [...text.replaceAll(/(.{1,32}?)\1+/gsu, '$1')];
  return characters.filter((_, index) => {
    const end = characters.slice(Math.max(0, index - RUN + 1), index + 1).join('');
    return end.length < RUN || !SEQUENCES.some((row) => row.includes(end));
  }).length;
}
