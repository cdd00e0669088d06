type Language = 'zh' | 'en';

const NAMES = new Map<Language, Intl.DisplayNames>();

/** The name of a country by its ISO code, the code where it has none. SLS names countries in Chinese where no language is asked for. */
export function countryName(code: string, language: Language = 'zh'): string {
  const names = NAMES.get(language) ?? new Intl.DisplayNames([language], { type: 'region' });
  NAMES.set(language, names);
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}
