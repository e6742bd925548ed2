import { normalizeWord } from '../analysis/tokenizer';
import { FLAGS, KEYWORDS, MAX_QUERY_LENGTH, SORTS, type Query } from './parseQuery';
import { isTopicName, type NamedTopic } from './similarTopics';

/** Replaces the text of a query from `start` to its end with `insert`. */
export interface Completion {
  readonly start: number;
  readonly insert: string;
  readonly label: string;
  readonly kind: 'keyword' | 'value';
}

export interface KnownValue {
  readonly value: string;
  readonly label: string;
  /** Value and label as `fold` returns them. */
  readonly spellings: readonly string[];
}

/** Best first. */
export interface KnownValues {
  readonly topics: readonly KnownValue[];
  readonly authors: readonly KnownValue[];
  readonly categories: readonly KnownValue[];
  readonly repositories: readonly KnownValue[];
  readonly years: readonly KnownValue[];
  readonly tags: readonly KnownValue[];
}

const KEYWORD_STARTS = KEYWORDS.map((word) => `${word}:`);
const WORD_PARTS = /^([-+]?)(?:([a-z]+):)?(["“„«]?)(.*)$/isu;
const ASCII = /^[\0-\x7f]*$/;
const RUN = /[\p{L}\p{N}\p{M}]+/gu;
const SEPARATORS = new Set([' ', '/', '-']);
/** Minimum length of a keyword after the first word, where a single letter usually starts a plain word. */
const MIN_INNER_PREFIX = 2;

/** Folds spellings once, because each keystroke compares thousands of values. */
export function knownValue(value: string, label = value): KnownValue {
  return { value, label, spellings: [...new Set([fold(value), fold(label)])] };
}

/** Returns completions of the last word of a query; none for a closed phrase. */
export function completions(query: Query, known: KnownValues, limit = 20): readonly Completion[] {
  const { text } = query;
  const last = query.clauses.at(-1);
  // The text may have been cut off at the limit, and a completion would lose the rest.
  if (last?.end !== text.length || text.length >= MAX_QUERY_LENGTH) return [];
  if (last.kind === 'text' && last.exact && !last.open) return [];
  const match = WORD_PARTS.exec(text.slice(last.start));
  if (match === null) return [];
  const [, sign = '', keyword, quote = '', typed = ''] = match;
  if (keyword === undefined)
    return quote === '' ? keywords(typed, sign, last.start + sign.length, limit) : [];
  const start = text.length - typed.length - quote.length;
  return valuesStartingWith(valuesOf(keyword.toLowerCase(), sign, known), typed, limit)
    .map(({ value, label }): Completion => ({
      start,
      insert: `${quoteIfNeeded(value)} `,
      label,
      kind: 'value',
    }))
    .filter(({ insert }) => insert.trimEnd() !== text.slice(start));
}

/** Returns whether the last filter is incomplete (`has:co`, `topic:lang`), so that Enter completes it. */
export function isHalfTyped({ clauses, text }: Query, topics: readonly NamedTopic[]): boolean {
  const last = clauses.at(-1);
  if (last?.end !== text.length) return false;
  switch (last.kind) {
    case 'unfinished':
      return true;
    case 'flag':
    case 'date':
      return last.begun === true;
    case 'text':
      return last.field === 'topic' && last.open && !isTopicName(last.text, topics);
  }
}

function keywords(typed: string, sign: string, start: number, limit: number): Completion[] {
  if (typed.length < (start === 0 ? 1 : MIN_INNER_PREFIX)) return [];
  return KEYWORD_STARTS.filter((keyword) => keyword.startsWith(typed.toLowerCase()))
    .filter((keyword) => keyword !== 'sort:' || sign === '')
    .slice(0, limit)
    .map((label) => ({ start, insert: label, label, kind: 'keyword' }));
}

const KNOWN_SORTS = SORTS.map((sort) => knownValue(sort));

function valuesOf(keyword: string, sign: string, known: KnownValues): readonly KnownValue[] {
  switch (keyword) {
    case 'topic':
      return known.topics;
    case 'author':
      return known.authors;
    case 'category':
      return known.categories;
    case 'tag':
      return known.tags;
    case 'repo':
      return known.repositories;
    case 'year':
    case 'after':
    case 'before':
      return known.years;
    case 'sort':
      return sign === '' ? KNOWN_SORTS : [];
    case 'has':
    case 'is':
      return FLAGS.filter((flag) => flag.startsWith(`${keyword}:`)).map((flag) =>
        knownValue(flag.slice(keyword.length + 1)),
      );
    default:
      return [];
  }
}

/** Values that start with the typed text come before values with such a word. */
function valuesStartingWith(
  values: readonly KnownValue[],
  typed: string,
  limit: number,
): readonly KnownValue[] {
  const wanted = fold(typed);
  const first: KnownValue[] = [];
  const later: KnownValue[] = [];
  for (const known of values) {
    if (first.length === limit) break;
    if (known.spellings.some((spelling) => spelling.startsWith(wanted))) first.push(known);
    else if (later.length < limit && known.spellings.some((spelling) => hasWord(spelling, wanted)))
      later.push(known);
  }
  return [...first, ...later].slice(0, limit);
}

function hasWord(spelling: string, wanted: string): boolean {
  for (let at = spelling.indexOf(wanted, 1); at > 0; at = spelling.indexOf(wanted, at + 1))
    if (SEPARATORS.has(spelling.charAt(at - 1))) return true;
  return false;
}

/** Folds words as the index does, but keeps separators. */
function fold(text: string): string {
  return ASCII.test(text) ? text.toLowerCase() : text.replace(RUN, normalizeWord);
}

function quoteIfNeeded(value: string): string {
  return /\s/.test(value) ? `"${value}"` : value;
}
