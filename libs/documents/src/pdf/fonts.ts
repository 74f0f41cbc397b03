import { openSync } from 'fontkit';
import { createRequire } from 'node:module';
import type { FontFiles } from 'pdfmake';

const fileOf = (name: string): string => createRequire(import.meta.url).resolve(name);
const inter = (name: string): string => fileOf(`@expo-google-fonts/inter/${name}/Inter_${name}.ttf`);
const dejaVu = (name: string): string => fileOf(`dejavu-fonts-ttf/ttf/${name}.ttf`);

/**
 * The families of our PDFs. Inter writes Latin, Greek and Cyrillic; DejaVu stands in for what Inter does not have
 * (Armenian, Georgian, arrows, signs) and writes code. Each PDF carries only the glyphs that it uses.
 */
export const FONTS = {
  Inter: {
    normal: inter('400Regular'),
    bold: inter('600SemiBold'),
    italics: inter('400Regular_Italic'),
    bolditalics: inter('600SemiBold_Italic'),
  },
  DejaVu: {
    normal: dejaVu('DejaVuSans'),
    bold: dejaVu('DejaVuSans-Bold'),
    italics: dejaVu('DejaVuSans-Oblique'),
    bolditalics: dejaVu('DejaVuSans-BoldOblique'),
  },
  Mono: {
    normal: dejaVu('DejaVuSansMono'),
    bold: dejaVu('DejaVuSansMono-Bold'),
    italics: dejaVu('DejaVuSansMono-Oblique'),
    bolditalics: dejaVu('DejaVuSansMono-BoldOblique'),
  },
} satisfies Record<string, FontFiles>;

export const FONT_FILES: ReadonlySet<string> = new Set(Object.values(FONTS).flatMap((family) => Object.values(family)));

export type Family = 'Inter' | 'Mono';

/** A piece of text that one font can write. */
export interface Span {
  text: string;
  font: 'Inter' | 'DejaVu' | 'Mono';
}

/** What stands for a letter that no font of ours has. */
const NO_GLYPH = '□';
/** Takes no room and has no glyph: joiners, marks of direction, variation selectors, control characters but tab and newline. */
const UNSEEN = /[\p{Cf}\p{Cs}\p{Co}\uFE00-\uFE0F\u{E0100}-\u{E01EF}]|(?![\t\n])\p{Cc}/gu;

/**
 * A word as long as this may break after it. The layout measures each beginning of a word that has no room, so that a
 * word without an end would cost its length squared.
 */
const LONG_WORD = /[^\s]{64}(?=[^\s])/gu;

const covered = new Map<Span['font'], ReadonlySet<number>>();

/** The code points that every style of a family writes: its regular one stands for the others. */
function coverage(font: Span['font']): ReadonlySet<number> {
  let known = covered.get(font);
  if (!known) {
    const opened = openSync(FONTS[font].normal);
    if (!('characterSet' in opened)) throw new Error(`The font ${font} is a collection.`);
    covered.set(font, (known = new Set(opened.characterSet)));
  }
  return known;
}

/**
 * Splits a text into pieces that one font each can write. A letter that none has becomes {@link NO_GLYPH}, so that a
 * reader sees that something stands there.
 */
export function spansOf(text: string, family: Family): Span[] {
  const visible = text.replace(UNSEEN, '').replace(LONG_WORD, '$&\u200B');
  const own = coverage(family);
  if (isPlain(visible)) return [{ text: visible, font: family }];
  const spare = coverage('DejaVu');
  const spans: Span[] = [];
  for (const letter of visible) {
    const code = letter.codePointAt(0) ?? 0;
    const blank = letter === '\n' || letter === '\t' || own.has(code);
    const font = blank ? family : 'DejaVu';
    const shown = blank || spare.has(code) ? letter : NO_GLYPH;
    const last = spans.at(-1);
    if (last?.font === font) last.text += shown;
    else spans.push({ text: shown, font });
  }
  return spans;
}

/** Printable ASCII, which every family has. */
function isPlain(text: string): boolean {
  return /^[\t\n -~]*$/.test(text);
}
