import {
  filtersOf,
  type DateClause,
  type FilterClause,
  type Flag,
  type Query,
  type TextClause,
} from './parseQuery';

/** A piece of a query, which the caller formats in the user's language. */
export type QueryPiece =
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'phrase' | 'must' | 'mustNot'; readonly text: string }
  | {
      readonly kind: 'field';
      readonly field: NonNullable<TextClause['field']>;
      readonly text: string;
      readonly not: boolean;
    }
  | { readonly kind: 'flag'; readonly flag: Flag; readonly not: boolean }
  | {
      readonly kind: 'date';
      readonly word: DateClause['word'];
      readonly value: string;
      readonly not: boolean;
    }
  | { readonly kind: 'sort'; readonly sort: 'date' | 'upvotes' };

/** Free words come first, then the order of the text. Omits ignored and incomplete filters. */
export function describeQuery(query: Query): readonly QueryPiece[] {
  const words = query.clauses.flatMap((clause) =>
    clause.kind === 'text' && clause.presence === 'may' ? [clause.text] : [],
  );
  const pieces: QueryPiece[] = words.length === 0 ? [] : [{ kind: 'words', words }];
  pieces.push(
    ...filtersOf(query)
      .filter((clause) => clause.kind === 'text' || clause.begun !== true)
      .map(pieceOf),
  );
  if (query.sort !== 'relevance') pieces.push({ kind: 'sort', sort: query.sort });
  return pieces;
}

function pieceOf(clause: FilterClause): QueryPiece {
  switch (clause.kind) {
    case 'flag':
      return { kind: 'flag', flag: clause.flag, not: clause.not };
    case 'date':
      return { kind: 'date', word: clause.word, value: clause.value, not: clause.not };
    case 'text': {
      const { text, presence, field } = clause;
      if (field !== undefined) return { kind: 'field', field, text, not: presence === 'mustNot' };
      if (presence === 'mustNot') return { kind: 'mustNot', text };
      return { kind: clause.exact ? 'phrase' : 'must', text };
    }
  }
}
