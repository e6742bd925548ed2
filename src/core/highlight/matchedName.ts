import { countMatches, type HighlightQuery } from './highlight';
import { MAX_NAME_WORDS, MAX_TYPED_WORDS, matchesName } from '../analysis/nameWords';
import { wordsOf } from '../analysis/tokenizer';
import type { Field, Query } from '../query/parseQuery';

/**
 * Returns the author with all words of an `author:` clause, by the index's rules; else the author with the most query
 * words, if any.
 */
export function matchedAuthor(authors: readonly string[], query: Query): string | undefined {
  for (const clause of query.clauses) {
    if (clause.kind !== 'text' || clause.field !== 'author' || clause.presence === 'mustNot') continue;
    const typed = wordsOf(clause.text).map((word) => word.text);
    const whole = authors.find((author) => containsNames(normalizeName(author), typed, clause.open));
    if (whole !== undefined) return whole;
  }
  return bestNameMatch(authors, query, 'author');
}

/** Returns the name with the most query words; `undefined` without any match. */
export function bestNameMatch(
  names: readonly string[],
  query: HighlightQuery,
  field: Field,
): string | undefined {
  let bestCount = 0;
  let best: string | undefined;
  for (const name of names) {
    const found = countMatches(name, query, field);
    if (found > bestCount) [bestCount, best] = [found, name];
  }
  return best;
}

function normalizeName(name: string): string[] {
  return wordsOf(name).map((word) => word.text);
}

/** A single letter is an initial, and the last word may be incomplete. Compares as many words as the index. */
function containsNames(own: readonly string[], words: readonly string[], open: boolean): boolean {
  const typed = words.slice(0, MAX_TYPED_WORDS);
  return matchesName(typed.length, Math.min(own.length, MAX_NAME_WORDS), (i, j) => {
    const [word = '', name = ''] = [typed[i], own[j]];
    const begun = word.length === 1 || (open && i === typed.length - 1);
    return begun ? name.startsWith(word) : name === word;
  });
}
