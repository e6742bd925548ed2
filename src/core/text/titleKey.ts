/**
 * A title as titles are compared: letters and digits of any script, in lower case. Ligatures and other compatibility
 * characters count as the letters that they stand for.
 */
export function titleKey(title: string): string {
  return title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
