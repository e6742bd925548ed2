/** A whole number with the separators of the reader's language. */
export function numberOf(value: number, language: string): string {
  return new Intl.NumberFormat(language).format(value);
}
