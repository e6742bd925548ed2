/** Returns a title's letters and digits, lowercase, with ligatures and similar characters replaced. */
export function titleKey(title: string): string {
  return title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
