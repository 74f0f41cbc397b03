import { isCutShort, isFunctionWord, isGeneric, isListed } from './generic-words.js';
import { isPlaceholderWord } from './placeholders.js';

/**
 * A word with what it is worth. Worth depends on the word alone, never on its neighbours: that is what keeps the
 * measure from rising when text is taken away.
 */
export interface Word {
  /** Lower-case, without punctuation around it: what two texts are compared by. */
  key: string;
  /** Says something of its own: not a function word, not stock prose, not a placeholder. */
  content: boolean;
  /** Can be checked: a number, date, amount, link, identifier, code or name. */
  specific: boolean;
  /** More than a function word or a scrap of two letters: enough to say that a section is not empty. */
  something: boolean;
  /** Enough to fill a field, such as "Done". */
  value: boolean;
  /** A web address. */
  link: boolean;
  /** Stands for text that is still to come. */
  placeholder: boolean;
  /** Ends a sentence. */
  ends: boolean;
}

const URL = /(?:https?:\/\/|mailto:|www\.)[^\s<>()[\]"'`|]+/i;
const EDGE = /^[^\p{L}\p{N}$€£¥@#/]+|[^\p{L}\p{N}%€£¥]+$/gu;
const HAS_LETTER = /\p{L}/u;
const HAS_DIGIT = /\p{N}/u;
/** camelCase, PascalCase, snake_case, dotted.names, paths/of/things, key=value, --options, @handles and a@b.c. */
const IDENTIFIER =
  /\p{Ll}\p{Lu}|\p{L}[_=]\p{L}|[\p{L}\p{N}]\.\p{L}{2,}|^\/\p{L}|\p{L}\/\p{L}+[/.]|^@\p{L}|\p{L}@\p{L}|\p{L}:\p{L}|::/u;
const ACRONYM = /^\p{Lu}[\p{Lu}\p{N}&-]*\p{Lu}s?$/u;
const NAME = /^\p{Lu}\p{Ll}/u;
const SENTENCE_END = /[.!?][)"'”’\]*_`]*$/;
/** Answers that are function words elsewhere. */
const SHORT_VALUES = new Set(['yes', 'no', 'ok', 'okay', 'done', 'on', 'off', 'none', 'never', 'always', 'me', 'us']);
/** A token longer than this is an encoded blob; its beginning is enough to know it by. */
const LONGEST = 200;

const NOTHING = { content: false, specific: false };

/** Splits prose, a cell or a line of code into words. Linear in its length. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const raw of text.split(/\s+/)) {
    if (raw === '') continue;
    const token = raw.length > LONGEST ? raw.slice(0, LONGEST) : raw;
    if (token.includes('](') || token.includes('://')) addLink(words, token);
    else addPieces(words, token);
    const last = words.at(-1);
    if (last && SENTENCE_END.test(token)) last.ends = true;
  }
  return words;
}

function addLink(words: Word[], token: string): void {
  const at = token.indexOf('](');
  const label = at >= 0 ? token.slice(0, at) : '';
  const target = at >= 0 ? token.slice(at + 2) : token;
  if (label !== '') addPieces(words, label);
  const url = URL.exec(target)?.[0]
    .replace(/[.,;:!?]+$/, '')
    .toLowerCase();
  if (url === undefined) {
    addPieces(words, target);
    return;
  }
  words.push({
    key: url,
    content: true,
    specific: true,
    something: true,
    value: true,
    link: true,
    placeholder: false,
    ends: false,
  });
}

function addPieces(words: Word[], token: string): void {
  const bare = token.replace(EDGE, '');
  if (bare === '') return;
  if (!bare.includes('/') && !bare.includes('—') && !bare.includes('–') && !bare.includes(',')) {
    addWord(words, bare);
    return;
  }
  if (/^\/|\/.*[/.]|\d\/\d|^\d[\d,.]*%?$/.test(bare)) {
    addWord(words, bare);
    return;
  }
  for (const piece of bare.split(/[/—–,]+/)) {
    const inner = piece.replace(EDGE, '');
    if (inner !== '') addWord(words, inner);
  }
}

function addWord(words: Word[], bare: string): void {
  const key = bare.toLowerCase().replaceAll('’', "'");
  const digits = HAS_DIGIT.test(bare);
  if (!digits && !HAS_LETTER.test(bare)) return;
  const placeholder = isPlaceholderWord(key);
  const valued = placeholder ? NOTHING : worth(bare, key, digits);
  const something = valued.content || (!placeholder && key.length > 2 && !isFunctionWord(key));
  words.push({
    key,
    ...valued,
    something,
    value: something || SHORT_VALUES.has(key),
    link: false,
    placeholder,
    ends: false,
  });
}

function worth(bare: string, key: string, digits: boolean): { content: boolean; specific: boolean } {
  if (digits) return { content: true, specific: true };
  if (key.length < 2) return NOTHING;
  if (IDENTIFIER.test(bare)) return { content: true, specific: true };
  if (key.length < 3 && !ACRONYM.test(bare)) return NOTHING;
  if (ACRONYM.test(bare)) return isListed(key) ? NOTHING : { content: true, specific: true };
  if (isGenericWord(key) || (bare === key && isCutShort(key))) return NOTHING;
  return { content: true, specific: NAME.test(bare) };
}

/** A hyphenated word is generic where each of its parts is: "cross-team", "well-aligned". */
function isGenericWord(key: string): boolean {
  if (isGeneric(key)) return true;
  return key.includes('-') && key.split('-').every((part) => part.length < 3 || isGeneric(part));
}

/**
 * What ties a word to the rest of a text: its parts, cut to a stem. "kube-proxy's" gives "kube" and "proxy", so that a
 * section about it is seen to speak of the same thing as the title "KubeProxyDown". An identifier of short parts, such
 * as "pt-17", is a stem as a whole.
 */
export function stemsOf(word: string): string[] {
  const pieces = word.split(/[^\p{L}\p{N}]+/u).filter((piece) => piece !== '');
  const stems = pieces
    .filter((piece) => piece.length >= SHORTEST_STEM && !isGeneric(piece))
    .map((piece) => (HAS_DIGIT.test(piece) ? piece : piece.slice(0, STEM).replace(/(?:ing|ed|es|s)$/, '')));
  const identifier = pieces.length > 1 && pieces.some((piece) => piece.length < SHORTEST_STEM);
  return identifier && HAS_DIGIT.test(word) ? [...stems, word] : stems;
}

/** Letters of a word that its relatives share, near enough. */
const STEM = 6;
/** Shorter parts of a word stand in too many others. */
const SHORTEST_STEM = 3;
