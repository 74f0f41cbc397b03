/** The words for each form of a number that a language has; `#` stands for the number. `other` is every language's last. */
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/**
 * The words that go with a number in a language: `counted(3, { one: '# client', other: '# clients' })` is "3 clients". A
 * language says which of its forms a number takes; a form that is left out is `other`.
 */
export function countedIn(locale: string): (count: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(locale);
  const figures = new Intl.NumberFormat(locale);
  return (count, forms) => (forms[rules.select(count)] ?? forms.other).replace('#', figures.format(count));
}
