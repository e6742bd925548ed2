import { countMatches, type Wanted } from './highlight';
import { wordsOf } from '../analysis/tokenizer';
import type { Field, Query } from '../query/parseQuery';

/**
 * The author that a query asks for: who has all words of an `author:`, as the index reads it, else who has most of the
 * words. Undefined when none has any.
 */
export function authorAsked(authors: readonly string[], query: Query): string | undefined {
  for (const clause of query.clauses) {
    if (clause.kind !== 'text' || clause.field !== 'author' || clause.presence === 'mustNot') continue;
    const typed = wordsOf(clause.text).map((word) => word.text);
    const whole = authors.find((author) => covers(normal(author), typed, clause.open));
    if (whole !== undefined) return whole;
  }
  return mostNamed(authors, query, 'author');
}

/** The name that holds most of the words that were asked for; undefined when none holds any. */
export function mostNamed(names: readonly string[], wanted: Wanted, field: Field): string | undefined {
  let most = 0;
  let best: string | undefined;
  for (const name of names) {
    const found = countMatches(name, wanted, field);
    if (found > most) [most, best] = [found, name];
  }
  return best;
}

function normal(name: string): string[] {
  return wordsOf(name).map((word) => word.text);
}

/** Whether each typed word has one of a name's for itself; a single letter is an initial, the last may be unfinished. */
function covers(own: readonly string[], [first, ...others]: readonly string[], open: boolean): boolean {
  if (first === undefined) return true;
  const begun = first.length === 1 || (open && others.length === 0);
  return own.some(
    (word, i) =>
      (begun ? word.startsWith(first) : word === first) && covers(own.toSpliced(i, 1), others, open),
  );
}
