import { wordsOf } from '../analysis/tokenizer';
import type { Clause, Field, Query } from './parseQuery';

/** Returns whether a query searches the user's notes. */
export function asksForNotes({ clauses, scope = [] }: Query): boolean {
  return [...clauses, ...scope].some(
    (clause) =>
      (clause.kind === 'text' && (clause.field === 'tag' || clause.field === 'note')) ||
      (clause.kind === 'flag' && clause.flag === 'has:note'),
  );
}

/** Returns whether a query searches the kept texts. */
export function asksForTexts({ clauses, scope = [] }: Query): boolean {
  return [...clauses, ...scope].some((clause) => clause.kind === 'text' && clause.field === 'text');
}

/** Papers have topics only after the first indexing. */
export function asksForTopic({ clauses }: Query): boolean {
  return clauses.some((clause) => clause.kind === 'text' && clause.field === 'topic');
}

/** Marks, notes and kept texts change without the papers. */
export function asksForMarks({ clauses }: Query): boolean {
  return clauses.some(
    (clause) =>
      (clause.kind === 'flag' && clause.flag !== 'has:code') ||
      (clause.kind === 'text' &&
        (clause.field === 'tag' || clause.field === 'note' || clause.field === 'text')),
  );
}

/** The word order is the part of the index files that is read last. */
export function asksForWordOrder({ clauses, scope = [] }: Query): boolean {
  return [...clauses, ...scope].some(comparesWordOrder);
}

/** Fields that the index of the papers does not answer. */
const OTHER_FIELDS: ReadonlySet<Field> = new Set(['category', 'tag', 'note', 'text', 'topic']);

/**
 * Returns whether a clause needs word order: adjacent words in quotes, a name of several words, or a hyphenated word in
 * a filter.
 */
export function comparesWordOrder(clause: Clause): boolean {
  if (clause.kind !== 'text' || (clause.field !== undefined && OTHER_FIELDS.has(clause.field))) return false;
  const words = wordsOf(clause.text);
  if (clause.exact || clause.field === 'author') return words.length > 1;
  return clause.presence !== 'may' && words.some(({ hyphenated }) => hyphenated);
}
