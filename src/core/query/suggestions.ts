import { normalizeDate } from './dateRange';
import { similarTopics, withinOneEdit, type NamedTopic } from './similarTopics';
import { filtersOf, FLAGS, ignoredFilters, KEYWORDS, SORTS, type Clause, type Query } from './parseQuery';

/** Probable mistake in a query. The query runs anyway. */
export type QuerySuggestion =
  /** `auther:lecun`. */
  | { readonly kind: 'keyword'; readonly typed: string; readonly instead: readonly Correction[] }
  /** `has:weights`, `sort:stars`. */
  | { readonly kind: 'value'; readonly typed: string; readonly instead: readonly Correction[] }
  /** Invalid (`after:2024-13`) or in another format (`after:2024/06`). */
  | {
      readonly kind: 'date';
      readonly typed: string;
      readonly keyword: string;
      readonly instead: readonly Correction[];
    }
  /** `topic:agnets`. */
  | { readonly kind: 'topic'; readonly typed: string; readonly instead: readonly Correction[] }
  /** Phrase without a closing quote that contains a keyword, which is searched as a word. */
  | { readonly kind: 'quote'; readonly typed: string; readonly instead: readonly Correction[] }
  /** Year among the words: `wang 2021`. */
  | { readonly kind: 'year'; readonly typed: string; readonly instead: readonly Correction[] }
  /** First ignored filter of a query with more than `MAX_FILTERS`. */
  | { readonly kind: 'filter'; readonly typed: string; readonly instead: readonly [] };

/** `label` replaces the mistake; `text` is the whole corrected query. */
export interface Correction {
  readonly label: string;
  readonly text: string;
}

const DATE_KEYWORDS = ['year', 'after', 'before'] as const;
const KEYWORD_NAMES: readonly string[] = KEYWORDS;
/** Abbreviations, and names used by arXiv, PubMed, Google Scholar and GitHub. */
const KEYWORD_ALIASES = new Map([
  ['au', 'author'],
  ['aut', 'author'],
  ['auth', 'author'],
  ['inauthor', 'author'],
  ['writer', 'author'],
  ['ti', 'title'],
  ['tit', 'title'],
  ['intitle', 'title'],
  ['allintitle', 'title'],
  ['ab', 'abstract'],
  ['abstr', 'abstract'],
  ['git', 'repo'],
  ['org', 'repo'],
  ['owner', 'repo'],
  ['user', 'repo'],
  ['categ', 'category'],
  ['yr', 'year'],
  ['pub', 'year'],
  ['bef', 'before'],
  ['aft', 'after'],
  ['orderby', 'sort'],
  ['by', 'author'],
  ['name', 'author'],
  ['abs', 'abstract'],
  ['summary', 'abstract'],
  ['tags', 'tag'],
  ['label', 'tag'],
  ['notes', 'note'],
  ['fulltext', 'text'],
  ['intext', 'text'],
  ['body', 'text'],
  ['subject', 'topic'],
  ['github', 'repo'],
  ['cat', 'category'],
  ['in', 'category'],
  ['since', 'after'],
  ['from', 'after'],
  ['until', 'before'],
  ['to', 'before'],
  ['date', 'year'],
  ['published', 'year'],
  ['order', 'sort'],
]);

/** Common values that the grammar lacks. */
const VALUE_ALIASES = new Map([
  ['is:read', '-is:unread'],
  ['is:recent', 'is:new'],
  ['is:unseen', 'is:new'],
  ['is:starred', 'is:saved'],
  ['is:bookmarked', 'is:saved'],
  ['sort:newest', 'sort:date'],
  ['sort:new', 'sort:date'],
  ['sort:votes', 'sort:upvotes'],
  ['sort:popular', 'sort:upvotes'],
]);

const IN_PHRASE = new RegExp(`\\s[-+]?(?:${KEYWORDS.join('|')}):\\S`, 'i');

/**
 * Finds probable mistakes in a query, in the order of the text.
 * @param topics the existing topics; if empty, topics are not checked
 * @param years the years with papers; other numbers are not treated as years
 */
export function suggestionsFor(
  query: Query,
  topics: readonly NamedTopic[] = [],
  years: readonly string[] = [],
): readonly QuerySuggestion[] {
  return [...mistakesIn(query, topics), ...bareYears(query, years)];
}

const BARE_YEAR = /^\(?((?:19|20)\d\d)\)?[.,;]?$/;

/** Suggests `year:` for a year among the words, if the query has no date filter. */
function bareYears({ text, clauses }: Query, years: readonly string[]): readonly QuerySuggestion[] {
  if (clauses.some(({ kind }) => kind === 'date')) return [];
  for (const clause of clauses) {
    if (clause.kind !== 'text' || clause.presence !== 'may') continue;
    const year = BARE_YEAR.exec(clause.text)?.[1];
    if (year === undefined || !years.includes(year)) continue;
    const label = `year:${year}`;
    const becomes = `${text.slice(0, clause.start)}${label}${text.slice(clause.end)}`;
    return [{ kind: 'year', typed: year, instead: [{ label, text: becomes }] }];
  }
  return [];
}

function mistakesIn(query: Query, topics: readonly NamedTopic[]): readonly QuerySuggestion[] {
  const [ignored] = ignoredFilters(query);
  return query.clauses.flatMap((clause): readonly QuerySuggestion[] =>
    clause === ignored
      ? [{ kind: 'filter', typed: query.text.slice(clause.start, clause.end), instead: [] }]
      : [suggestionFor(query.text, clause, topics)].filter((one) => one !== undefined),
  );
}

function suggestionFor(
  text: string,
  clause: Clause,
  topics: readonly NamedTopic[],
): QuerySuggestion | undefined {
  if (clause.kind !== 'text') return undefined;
  const corrected = (label: string): Correction => ({
    label,
    text: `${text.slice(0, clause.start)}${label}${text.slice(clause.end)}`,
  });
  const sign = { may: '', must: '+', mustNot: '-' }[clause.presence];
  if (clause.field === 'topic' && topics.length > 0) {
    const near = similarTopics(clause, topics);
    // A `topic:` clause is always required; only a minus changes its meaning.
    const label = (id: string): string => `${sign === '-' ? sign : ''}topic:${id}`;
    const typed = text.slice(clause.start, clause.end);
    if (near !== undefined) return { kind: 'topic', typed, instead: near.map((id) => corrected(label(id))) };
  }
  if (clause.exact) {
    const swallowed = clause.open ? IN_PHRASE.exec(clause.text) : null;
    if (swallowed === null) return undefined;
    const typed = text.slice(clause.start, clause.end);
    const at = typed.indexOf(swallowed[0]);
    return { kind: 'quote', typed, instead: [corrected(`${typed.slice(0, at)}"${typed.slice(at)}`)] };
  }
  if (clause.field !== undefined) return undefined;
  const colon = clause.text.indexOf(':');
  const keyword = clause.text.slice(0, colon).toLowerCase();
  const value = clause.text.slice(colon + 1);
  if (colon < 1 || value === '' || value.startsWith('/') || !/^[a-z]+$/.test(keyword)) return undefined;
  const typed = `${keyword}:${value}`;
  const date = DATE_KEYWORDS.find((word) => word === keyword);
  if (date !== undefined) {
    const mended = normalizeDate(date, value);
    const instead = mended === undefined ? [] : [corrected(`${sign}${date}:${mended}`)];
    return { kind: 'date', typed, keyword: `${date}:`, instead };
  }
  if (KEYWORD_NAMES.includes(keyword)) {
    const meant = VALUE_ALIASES.get(typed.toLowerCase());
    const known = [...FLAGS, ...SORTS.map((sort) => `sort:${sort}`)];
    const instead = meant === undefined ? known.filter((one) => one.startsWith(`${keyword}:`)) : [meant];
    return { kind: 'value', typed, instead: instead.map(corrected) };
  }
  const meant = KEYWORD_ALIASES.get(keyword) ?? KEYWORD_NAMES.find((known) => withinOneEdit(keyword, known));
  if (meant === undefined) return undefined;
  // Quotes after an unknown keyword are part of a word, so the token ends at the first space in the quotes.
  const end = value.startsWith('"') ? endOfQuote(text, clause.start) : clause.end;
  const whole = text.slice(text.indexOf(':', clause.start) + 1, end);
  const label = `${sign}${meant}:${whole}`;
  const becomes = `${text.slice(0, clause.start)}${label}${text.slice(end)}`;
  return { kind: 'keyword', typed: `${keyword}:${whole}`, instead: [{ label, text: becomes }] };
}

/** Includes the closing quote. */
function endOfQuote(text: string, start: number): number {
  const close = text.indexOf('"', text.indexOf('"', start) + 1);
  return close < 0 ? text.length : close + 1;
}

export interface RelaxedQuery {
  readonly without: string;
  readonly text: string;
}

/** Returns the query without each of its filters in turn, unless nothing remains. */
export function relaxedQueries(query: Query): readonly RelaxedQuery[] {
  const { text } = query;
  return filtersOf(query).flatMap((clause): RelaxedQuery[] => {
    const relaxed = `${text.slice(0, clause.start)} ${text.slice(clause.end)}`.replace(/\s+/g, ' ').trim();
    return relaxed === '' ? [] : [{ without: text.slice(clause.start, clause.end), text: relaxed }];
  });
}
