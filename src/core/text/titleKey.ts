/**
 * Returns a title for comparison: letters and digits of any script, lowercase. Ligatures and other
 * compatibility characters are replaced by their letters.
 */
export function titleKey(title: string): string {
  return title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
