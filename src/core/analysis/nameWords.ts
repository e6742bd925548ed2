/** Maximum number of words compared, of a typed name and of an author. Real names have fewer. */
export const MAX_TYPED_WORDS = 4;
export const MAX_NAME_WORDS = 12;

/**
 * Returns whether each typed word can be matched with a different word of a name. Finds a maximum matching by
 * augmenting paths (Kuhn 1955), because trying all assignments takes factorial time.
 * @param matches whether a typed word matches a word of the name, both by index
 */
export function matchesName(
  typedWords: number,
  nameWords: number,
  matches: (typed: number, word: number) => boolean,
): boolean {
  if (typedWords > nameWords) return false;
  const typedOf = new Map<number, number>();
  const assign = (typed: number, visited: Set<number>): boolean => {
    for (let word = 0; word < nameWords; word++) {
      if (visited.has(word) || !matches(typed, word)) continue;
      visited.add(word);
      const other = typedOf.get(word);
      if (other !== undefined && !assign(other, visited)) continue;
      typedOf.set(word, typed);
      return true;
    }
    return false;
  };
  for (let typed = 0; typed < typedWords; typed++) if (!assign(typed, new Set())) return false;
  return true;
}
