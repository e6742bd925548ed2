import { mendedDate } from './dateRange';
import { nearTopics, type NamedTopic } from './similarTopics';
import { isNear } from './similarTopics';
import { filtersOf, FLAGS, ignoredFilters, KEYWORDS, SORTS, type Clause, type Query } from './parseQuery';

/** A part of a query that probably means something else. None of them is an error: the query is answered anyway. */
export type Trouble =
  /** A word before a colon that the grammar does not know: `auther:lecun`. */
  | { readonly kind: 'keyword'; readonly typed: string; readonly instead: readonly Correction[] }
  /** A value that a keyword does not know: `has:weights`, `sort:stars`. */
  | { readonly kind: 'value'; readonly typed: string; readonly instead: readonly Correction[] }
  /** A date that is none: `after:2024-13`, or one that is spelt otherwise: `after:2024/06`. */
  | {
      readonly kind: 'date';
      readonly typed: string;
      readonly keyword: string;
      readonly instead: readonly Correction[];
    }
  /** A topic that does not exist: `topic:agnets`. */
  | { readonly kind: 'topic'; readonly typed: string; readonly instead: readonly Correction[] }
  /** A phrase without its closing quote, in which a keyword is only words. */
  | { readonly kind: 'quote'; readonly typed: string; readonly instead: readonly Correction[] }
  /** A year among the words: `wang 2021`. */
  | { readonly kind: 'year'; readonly typed: string; readonly instead: readonly Correction[] }
  /** More filters than count; the first of those that don't. */
  | { readonly kind: 'filter'; readonly typed: string; readonly instead: readonly [] };

/** A correction: what it puts in the place of the trouble, and the whole text with it. */
export interface Correction {
  readonly label: string;
  readonly text: string;
}

const DATES = ['year', 'after', 'before'] as const;
const KNOWN: readonly string[] = KEYWORDS;
/** Other names of the keywords, abbreviations and those of arXiv, PubMed, Google Scholar and GitHub included. */
const OTHER_NAMES = new Map([
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
  ['tag', 'topic'],
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

/** What people ask for with `is:` and `has:`, and how the grammar says it. */
const OTHER_VALUES = new Map([
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
 * Finds the parts of a query that probably mean something else, in the order of the text.
 * @param topics the topics that exist; without any, no topic is doubted
 * @param years the years that papers are of; another number is no year
 */
export function troublesOf(
  query: Query,
  topics: readonly NamedTopic[] = [],
  years: readonly string[] = [],
): readonly Trouble[] {
  return [...mistakesIn(query, topics), ...bareYears(query, years)];
}

const BARE_YEAR = /^\(?((?:19|20)\d\d)\)?[.,;]?$/;

/** The filter of a year that is typed as a word, where no date filters yet. */
function bareYears({ text, clauses }: Query, years: readonly string[]): readonly Trouble[] {
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

function mistakesIn(query: Query, topics: readonly NamedTopic[]): readonly Trouble[] {
  const [ignored] = ignoredFilters(query);
  return query.clauses.flatMap((clause): readonly Trouble[] =>
    clause === ignored
      ? [{ kind: 'filter', typed: query.text.slice(clause.start, clause.end), instead: [] }]
      : [troubleOf(query.text, clause, topics)].filter((one) => one !== undefined),
  );
}

function troubleOf(text: string, clause: Clause, topics: readonly NamedTopic[]): Trouble | undefined {
  if (clause.kind !== 'text') return undefined;
  const corrected = (label: string): Correction => ({
    label,
    text: `${text.slice(0, clause.start)}${label}${text.slice(clause.end)}`,
  });
  const sign = { may: '', must: '+', mustNot: '-' }[clause.presence];
  if (clause.field === 'topic' && topics.length > 0) {
    const near = nearTopics(clause, topics);
    // It must match in any case, so only a minus says more.
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
  const date = DATES.find((word) => word === keyword);
  if (date !== undefined) {
    const mended = mendedDate(date, value);
    const instead = mended === undefined ? [] : [corrected(`${sign}${date}:${mended}`)];
    return { kind: 'date', typed, keyword: `${date}:`, instead };
  }
  if (KNOWN.includes(keyword)) {
    const meant = OTHER_VALUES.get(typed.toLowerCase());
    const known = [...FLAGS, ...SORTS.map((sort) => `sort:${sort}`)];
    const instead = meant === undefined ? known.filter((one) => one.startsWith(`${keyword}:`)) : [meant];
    return { kind: 'value', typed, instead: instead.map(corrected) };
  }
  const meant = OTHER_NAMES.get(keyword) ?? KNOWN.find((known) => isNear(keyword, known));
  if (meant === undefined) return undefined;
  // Quotes after an unknown keyword are part of a word, so a name in them ends at its first blank.
  const end = value.startsWith('"') ? endOfQuote(text, clause.start) : clause.end;
  const whole = text.slice(text.indexOf(':', clause.start) + 1, end);
  const label = `${sign}${meant}:${whole}`;
  const becomes = `${text.slice(0, clause.start)}${label}${text.slice(end)}`;
  return { kind: 'keyword', typed: `${keyword}:${whole}`, instead: [{ label, text: becomes }] };
}

/** Where the first quoted part after `start` ends, its closing quote included. */
function endOfQuote(text: string, start: number): number {
  const close = text.indexOf('"', text.indexOf('"', start) + 1);
  return close < 0 ? text.length : close + 1;
}

/** A query with less to match: without one of its filters. */
export interface Wider {
  /** The filter as it was typed. */
  readonly without: string;
  readonly text: string;
}

/** Each filter of a query taken away, where something is left to ask for. */
export function widerQueries(query: Query): readonly Wider[] {
  const { text } = query;
  return filtersOf(query).flatMap((clause): Wider[] => {
    const wider = `${text.slice(0, clause.start)} ${text.slice(clause.end)}`.replace(/\s+/g, ' ').trim();
    return wider === '' ? [] : [{ without: text.slice(clause.start, clause.end), text: wider }];
  });
}
