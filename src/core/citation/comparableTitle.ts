/** Returns the letters and digits of a title, lowercase, without TeX commands and accents. */
export function comparableTitle(title: string): string {
  return title
    .replace(/\\[a-zA-Z]+|\\./g, '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
