const MAX_SLUG_LENGTH = 80;

/** Returns the title's words, lowercase, without accents, joined by hyphens. */
export function slugOf(title: string): string {
  const slug = title
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+/, '')
    .slice(0, MAX_SLUG_LENGTH)
    .replace(/(?<!-)-+$|[\ud800-\udbff]$/g, '');
  return slug === '' ? 'paper' : slug;
}

/**
 * If the slug is taken, adds the first free number from 2.
 * @param next first numbers to try; without them, many equal titles would take quadratic time
 */
export function uniqueSlug(
  title: string,
  taken: { has(id: string): boolean },
  next = new Map<string, number>(),
): string {
  const slug = slugOf(title);
  if (!taken.has(slug)) return slug;
  let number = next.get(slug) ?? 2;
  while (taken.has(`${slug}-${number}`)) number += 1;
  next.set(slug, number + 1);
  return `${slug}-${number}`;
}
