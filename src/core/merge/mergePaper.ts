import {
  isLazy,
  lazyPaper,
  toPlainPaper,
  loadTexts,
  type PaperSummaryFields,
  type PaperTexts,
} from '../paper/lazyPaper';
import type { Paper, PaperLink, Repository } from '../paper/paper';
import { repositoryKey, sameRepository } from '../links/repository';
import { omitUndefined } from '../lang/omitUndefined';

/**
 * The newer version wins for each field that it has. Days, repositories and links are combined, newer ones first (days
 * sorted).
 */
export function mergePaper(older: Paper, newer: Paper): Paper {
  return { ...mergeSummaryFields(older, newer), ...mergeTexts(loadTexts(older), loadTexts(newer)) };
}

function mergeSummaryFields(older: Paper, newer: Paper): PaperSummaryFields {
  const people = newer.authors.length === 0 ? older : newer;
  return omitUndefined({
    id: older.id,
    title: newer.title === '' ? older.title : newer.title,
    authors: people.authors,
    authorCount: people.authorCount === 0 ? older.authorCount : people.authorCount,
    published: newer.published === '' ? older.published : newer.published,
    featuredOn: union(older.featuredOn, newer.featuredOn, String).sort(),
    // The feed omits a count of zero, so 0 may mean "not given".
    comments: newer.comments === 0 ? older.comments : newer.comments,
    upvotes: newer.upvotes ?? older.upvotes,
    stars: newer.stars ?? older.stars,
    category: newer.category ?? older.category,
    topics: newer.topics.length === 0 ? older.topics : newer.topics,
    repositories: mergeRepositories(older.repositories, newer.repositories),
  });
}

function mergeTexts(older: PaperTexts, newer: PaperTexts): PaperTexts {
  const text = newer.abstract === '' ? older : newer;
  return omitUndefined({
    abstract: text.abstract,
    tex: text.tex,
    links: union(newer.links, older.links, linkKey),
    aiSummary: newer.aiSummary ?? older.aiSummary,
    keywords: newer.keywords ?? older.keywords,
  });
}

/**
 * Merges two versions of a paper if it is unknown which is newer. Unlike `mergePaper`, takes the higher of each count,
 * because votes, comments and stars rarely fall. The result is lazy if either version is: a library that was both
 * downloaded and imported has two versions of each paper.
 */
export function joinPapers(under: Paper, over: Paper): Paper {
  const facts = omitUndefined({
    ...mergeSummaryFields(under, over),
    comments: Math.max(under.comments, over.comments),
    upvotes: maxDefined(under.upvotes, over.upvotes),
    stars: maxDefined(under.stars, over.stars),
  });
  const read = (): PaperTexts => mergeTexts(loadTexts(under), loadTexts(over));
  return isLazy(under) || isLazy(over) ? lazyPaper(facts, { read }) : { ...facts, ...read() };
}

/** Merges later papers over earlier ones, in order of first appearance. Yields per paper. */
export function* mergeByIdSteps(papers: Iterable<Paper>): Generator<void, Paper[]> {
  const joined = new Map<string, Paper>();
  for (const paper of papers) {
    const known = joined.get(paper.id);
    joined.set(paper.id, known ? joinPapers(known, paper) : paper);
    yield;
  }
  return [...joined.values()];
}

/** Ignores the order of keys. */
export function samePaper(a: Paper, b: Paper): boolean {
  return isEqual(toPlainPaper(a), toPlainPaper(b));
}

/** A plain link does not replace an older link to a branch. */
function mergeRepositories(older: readonly Repository[], newer: readonly Repository[]): Repository[] {
  return union(newer, older, repositoryKey).map((one) =>
    one.ref === undefined
      ? (older.find((other) => other.ref !== undefined && sameRepository(one, other)) ?? one)
      : one,
  );
}

function maxDefined(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.max(a, b);
}

function linkKey(link: PaperLink): string {
  return link.url;
}

function union<T>(first: readonly T[], second: readonly T[], key: (item: T) => string): T[] {
  const kept = new Map<string, T>();
  for (const item of [...first, ...second]) if (!kept.has(key(item))) kept.set(key(item), item);
  return [...kept.values()];
}

function isEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const left = new Map<string, unknown>(Object.entries(a));
  const right = new Map<string, unknown>(Object.entries(b));
  if (left.size !== right.size) return false;
  return [...left].every(([key, value]) => right.has(key) && isEqual(value, right.get(key)));
}
