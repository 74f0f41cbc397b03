/**
 * In which locale dates and numbers are written: the reader's own, as long as it is of the catalogue's language. A German
 * month in an English sentence would help nobody.
 *
 * @param locale of the catalogue
 * @param preferred what the reader prefers, the most first
 */
export function readersLocale(locale: string, preferred: readonly string[]): string {
  const { language } = new Intl.Locale(locale);
  return preferred.find((each) => languageOf(each) === language) ?? locale;
}

function languageOf(tag: string): string | undefined {
  try {
    return new Intl.Locale(tag).language;
  } catch {
    // A browser may be set to what is no tag at all.
    return undefined;
  }
}
