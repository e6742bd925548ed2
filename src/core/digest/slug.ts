/** Longest slug, in UTF-16 code units, before a number that tells equal ones apart. */
const LONGEST_SLUG = 80;

/** An id for a paper that has no other: its title's words in lower case, accents off, joined with hyphens. */
export function slugOf(title: string): string {
  const slug = title
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+/, '')
    .slice(0, LONGEST_SLUG)
    .replace(/(?<!-)-+$|[\ud800-\udbff]$/g, '');
  return slug === '' ? 'paper' : slug;
}

/** The slug, with the first number from 2 that makes it new where it is taken. */
export function freeSlug(title: string, taken: { has(id: string): boolean }): string {
  const slug = slugOf(title);
  if (!taken.has(slug)) return slug;
  let number = 2;
  while (taken.has(`${slug}-${number}`)) number += 1;
  return `${slug}-${number}`;
}
