/** Translates a sentence with placeholders such as `{0}`, as `vscode.l10n` does. */
export interface Translator {
  readonly t: (message: string, ...args: (string | number)[]) => string;
}

/** Adds the language of the messages, a BCP 47 tag for dates, numbers and plurals. */
export interface Locale extends Translator {
  readonly language: string;
}

/** English sentences about a count, `{0}`. */
export interface CountForms {
  /** Such as "{0} paper". */
  readonly one: string;
  /** Such as "{0} papers". */
  readonly other: string;
}

/** Leaves messages in English, for agents and programs. */
export const ENGLISH: Locale = {
  language: 'en',
  t: (message, ...args) =>
    message.replace(/\{(\d+)\}/g, (whole, place: string) => String(args[Number(place)] ?? whole)),
};

const MAX_LANGUAGES = 20;
const rules = new Map<string, Intl.PluralRules>();

/**
 * Returns a translated count in the plural form and with the separators of the language.
 * @param values values of `{1}` and later placeholders
 */
export function countText(
  { t, language }: Pick<Locale, 't' | 'language'>,
  count: number,
  { one, other }: CountForms,
  ...values: (string | number)[]
): string {
  const rule = cached(rules, language, () => new Intl.PluralRules(language));
  return t(rule.select(count) === 'one' ? one : other, formatNumber(count, language), ...values);
}

const formats = new Map<string, Intl.NumberFormat>();

/** Caches formats, because creating one is slow. */
export function formatNumber(value: number, language: string): string {
  return cached(formats, language, () => new Intl.NumberFormat(language)).format(value);
}

const percents = new Map<string, Intl.NumberFormat>();

/** Returns a percentage such as "40%". */
export function formatPercent(fraction: number, language: string): string {
  return cached(percents, language, () => new Intl.NumberFormat(language, { style: 'percent' })).format(
    fraction,
  );
}

function cached<T>(cache: Map<string, T>, language: string, create: () => T): T {
  const known = cache.get(language);
  if (known !== undefined) return known;
  if (cache.size >= MAX_LANGUAGES) cache.clear();
  const made = create();
  cache.set(language, made);
  return made;
}
