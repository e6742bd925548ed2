/** Maximum numbers of compared words: of a typed name, and of an author. Names have fewer. */
export const MAX_TYPED_WORDS = 4;
export const MAX_NAME_WORDS = 12;

/**
 * Returns whether each typed word can be matched with a different word of a name. Takes time proportional to the
 * words of the name and to the square of the typed words: it finds a maximum matching by augmenting paths (Kuhn 1955).
 * Trying all assignments would take factorial time.
 * @param matches whether a typed word matches a word of the name, both by index
 */
export function matchesName(
  typedWords: number,
  nameWords: number,
  matches: (typed: number, word: number) => boolean,
): boolean {
  if (typedWords > nameWords) return false;
  /** The typed word that each word of the name is matched with. */
  const typedOf = new Map<number, number>();
  /** Matches a typed word. Moves other typed words to other words of the name if needed. */
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
