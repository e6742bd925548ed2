import { countMatches, type HighlightQuery } from './highlight';
import { wordsOf } from '../analysis/tokenizer';
import type { Field, Query } from '../query/parseQuery';

/**
 * Returns the author that a query names: the author with all words of an `author:` clause, by the index's
 * rules, else the author with most of the words. Returns `undefined` without any match.
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

/** Matches each typed word to another word of a name. A letter is an initial; the last may be incomplete. */
function containsNames(
  own: readonly string[],
  [first, ...others]: readonly string[],
  open: boolean,
): boolean {
  if (first === undefined) return true;
  const begun = first.length === 1 || (open && others.length === 0);
  return own.some(
    (word, i) =>
      (begun ? word.startsWith(first) : word === first) && containsNames(own.toSpliced(i, 1), others, open),
  );
}
