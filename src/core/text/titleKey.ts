/** Returns a title's letters and digits in lower case and NFKC, which replaces ligatures. */
export function titleKey(title: string): string {
  return title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
