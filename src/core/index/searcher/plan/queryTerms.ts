import { QUERY_STOP_WORDS } from '../../../analysis/stopWords';
import { cachedStem } from '../../../analysis/stemmer';
import { hostOf, wordsOf } from '../../../analysis/tokenizer';
import type { Field, Query, TextClause } from '../../../query/parseQuery';
import type { IndexReader } from '../../read/indexReader';
import { partsOf } from './compounds';

export interface QueryTerm {
  readonly word: string;
  readonly stem: string;
  readonly hyphenated: boolean;
  readonly partial: boolean;
  readonly exact: boolean;
  readonly field: TextClause['field'] | undefined;
  readonly weight: number;
}

export const NUMBER = /^\p{N}+$/u;

/** Whether a word is more than a low-information term. */
export function isSignificant({ word, stem }: QueryTerm): boolean {
  return stem !== '' && !QUERY_STOP_WORDS.has(word);
}

const FILTER_FIELDS: ReadonlySet<Field> = new Set(['topic', 'category', 'tag', 'note', 'text']);

/** Returns the ranked words of a query, in order. The last one is partial while the user types it. */
export function toQueryTerms(query: Query, typing: boolean): QueryTerm[] {
  const queryTerms: QueryTerm[] = [];
  for (const clause of query.clauses) {
    if (clause.kind !== 'text' || clause.presence === 'mustNot') continue;
    const { field, exact, weight = 1 } = clause;
    if (field !== undefined && FILTER_FIELDS.has(field)) continue;
    const host = hostOf(clause.text).length;
    const words = wordsOf(clause.text).filter(({ start }) => start >= host);
    words.forEach(({ text, hyphenated, end }, i) => {
      const partial = typing && clause.open && i === words.length - 1 && end === clause.text.length;
      queryTerms.push({ word: text, stem: cachedStem(text), hyphenated, partial, exact, field, weight });
    });
  }
  return queryTerms;
}

/** Returns a word, or its two parts; see `partsOf`. */
export function splitCompounds(
  index: IndexReader,
  queryTerm: QueryTerm,
  next: QueryTerm | undefined,
): QueryTerm[] {
  const { word, partial, exact } = queryTerm;
  const numbered = next?.hyphenated === true && NUMBER.test(next.word);
  const parts = exact ? undefined : partsOf(index, word, partial, numbered);
  if (parts === undefined) return [queryTerm];
  const [before, after] = parts;
  return [
    { ...queryTerm, word: before, stem: cachedStem(before), partial: false },
    { ...queryTerm, word: after, stem: cachedStem(after), hyphenated: true },
  ];
}
