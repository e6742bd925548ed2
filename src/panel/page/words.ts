import type { Translate } from './view';

/** A whole number with the separators of the reader's language. */
export function numberOf(value: number, language: string): string {
  return new Intl.NumberFormat(language).format(value);
}

/** A repository's stars in words. */
export function starsOf(stars: number, t: Translate, language: string): string {
  return stars === 1 ? t('1 star') : t('{0} stars', numberOf(stars, language));
}
