import { FIELDS, FLAGS, SORTS, type Clause, type Query } from './query';

/** What is probably not meant as it was typed. Nothing of it is an error: the query is answered all the same. */
export type Trouble =
  /** A word before a colon that the grammar does not know: `auther:lecun`. */
  | { readonly kind: 'keyword'; readonly typed: string; readonly instead: readonly Correction[] }
  /** A value that a keyword does not know: `has:weights`, `sort:stars`. */
  | { readonly kind: 'value'; readonly typed: string; readonly instead: readonly Correction[] }
  /** A date that is none: `after:2024-13`. */
  | { readonly kind: 'date'; readonly typed: string; readonly keyword: string }
  /** A phrase without its closing quote, in which a keyword is only words. */
  | { readonly kind: 'quote'; readonly typed: string; readonly instead: readonly Correction[] };

/** A correction: what it puts in the place of the trouble, and the whole text with it. */
export interface Correction {
  readonly label: string;
  readonly text: string;
}

const DATES: ReadonlySet<string> = new Set(['year', 'after', 'before']);
const KEYWORDS = [...FIELDS, 'has', 'is', 'year', 'after', 'before', 'sort'];
/** Keywords of other engines, and what people call ours. */
const OTHER_NAMES = new Map([
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
  ['is:new', 'is:unread'],
  ['is:starred', 'is:saved'],
  ['is:bookmarked', 'is:saved'],
  ['sort:newest', 'sort:date'],
  ['sort:new', 'sort:date'],
  ['sort:votes', 'sort:upvotes'],
  ['sort:popular', 'sort:upvotes'],
]);
const IN_PHRASE = new RegExp(`\\s[-+]?(?:${KEYWORDS.join('|')}):\\S`, 'i');

/** What is probably not meant as it was typed, in the order of the text. */
export function troublesOf(query: Query): readonly Trouble[] {
  return query.clauses.flatMap((clause) => troubleOf(query.text, clause) ?? []);
}

function troubleOf(text: string, clause: Clause): Trouble | undefined {
  if (clause.kind !== 'text') return undefined;
  const corrected = (label: string): Correction => ({
    label,
    text: `${text.slice(0, clause.start)}${label}${text.slice(clause.end)}`,
  });
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
  const sign = { may: '', must: '+', mustNot: '-' }[clause.presence];
  const typed = `${keyword}:${value}`;
  if (DATES.has(keyword)) return { kind: 'date', typed, keyword: `${keyword}:` };
  if (KEYWORDS.includes(keyword)) {
    const meant = OTHER_VALUES.get(typed.toLowerCase());
    const known = [...FLAGS, ...SORTS.map((sort) => `sort:${sort}`)];
    const instead = meant === undefined ? known.filter((one) => one.startsWith(`${keyword}:`)) : [meant];
    return { kind: 'value', typed, instead: instead.map(corrected) };
  }
  const meant = OTHER_NAMES.get(keyword) ?? KEYWORDS.find((known) => isNear(keyword, known));
  if (meant === undefined) return undefined;
  return { kind: 'keyword', typed, instead: [corrected(`${sign}${meant}:${value}`)] };
}

/** Whether a word is another with an ending more or less, a letter wrong, or two swapped. */
function isNear(typed: string, known: string): boolean {
  if (known.length < 4) return false;
  if (typed.startsWith(known) && typed.length <= known.length + 2) return true;
  let same = 0;
  while (same < known.length && typed[same] === known[same]) same++;
  const [a, b] = [typed.slice(same), known.slice(same)];
  const swapped = `${b.charAt(1)}${b.charAt(0)}${b.slice(2)}`;
  return a.slice(1) === b.slice(1) || a === b.slice(1) || a.slice(1) === b || a === swapped;
}

/** A query with less to match: without one of its filters. */
export interface Wider {
  /** The filter as it was typed. */
  readonly without: string;
  readonly text: string;
}

/** Each filter of a query taken away, where something is left to ask for. */
export function widerQueries({ text, clauses }: Query): readonly Wider[] {
  return clauses.flatMap((clause): Wider[] => {
    if (clause.kind === 'unfinished' || (clause.kind === 'text' && clause.presence === 'may')) return [];
    const wider = `${text.slice(0, clause.start)} ${text.slice(clause.end)}`.replace(/\s+/g, ' ').trim();
    return wider === '' ? [] : [{ without: text.slice(clause.start, clause.end), text: wider }];
  });
}
