import { locale, texts } from '../texts/index.js';

/** Money as the reader's language writes it. The API's decimal text is shown, never calculated with. */
export function showMoney(money: { amount: string; currency: string }): string {
  const amount = Number(money.amount);
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: money.currency,
    minimumFractionDigits: Number.isInteger(amount) ? 0 : 2,
  }).format(amount);
}

/** A depth of 0 to 100 as a whole number; a dash where nothing was assessed yet. */
export function showDepth(depth: number | null | undefined): string {
  return depth === null || depth === undefined ? '–' : String(Math.round(depth));
}

/** A share of 0 to 1 as whole per cent, without the sign. */
export function percent(share: number): number {
  return Math.round(share * 100);
}

/**
 * The area of a charter in words. The API's keys are words joined by hyphens (`ai-risk`); areas that a consultancy added
 * are shown as they were written.
 */
export function showArea(area: string): string {
  const known = texts.areas[area];
  if (known !== undefined) return known;
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(area)) return area;
  const words = area.replaceAll('-', ' ').replace(/\bai\b/g, 'AI');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A plain number as the reader's language writes it, with one decimal at most. */
export function showNumber(value: number): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(value);
}

/** What a rule compared, in words; a rule that the catalogue does not know yet names its figure itself. */
export function showFigureName(name: string): string {
  return texts.figures[name] ?? showWord(name);
}

/** A name of the API (`daysLate`, `due_on`, `API_TOKEN`) as words, where the catalogue has none for it. */
export function showWord(name: string): string {
  const words = (/[a-z]/.test(name) ? name.replace(/[A-Z]/g, (letter) => ` ${letter}`) : name).replaceAll('_', ' ');
  const small = words.trim().toLowerCase();
  return small.charAt(0).toUpperCase() + small.slice(1);
}
