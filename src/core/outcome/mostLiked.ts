/** Models, data sets or Spaces that a page names. Counts cover all of them. */
export const MAX_NAMED = 5;

/** Returns the repositories that a page names: those with the most likes. */
export function mostLiked<T extends { readonly likes?: number | undefined }>(
  repositories: readonly T[],
): T[] {
  return repositories.toSorted((a, b) => (b.likes ?? 0) - (a.likes ?? 0)).slice(0, MAX_NAMED);
}
