import { isLazy, lazyPaper, plainPaper, textsOf, type PaperFacts, type PaperTexts } from '../paper/lazyPaper';
import type { Paper, PaperLink, Repository } from '../paper/paper';
import { repositoryKey, sameRepository } from '../links/repository';
import { stated } from '../lang/omitUndefined';

/**
 * Two accounts of one paper as one: the newer account wins wherever it says something, and never erases what it
 * lacks. Days, repositories and links are kept from both, the newer ones first.
 */
export function mergePaper(older: Paper, newer: Paper): Paper {
  return { ...mergedFacts(older, newer), ...mergedTexts(textsOf(older), textsOf(newer)) };
}

function mergedFacts(older: Paper, newer: Paper): PaperFacts {
  const people = newer.authors.length === 0 ? older : newer;
  return stated({
    id: older.id,
    title: newer.title === '' ? older.title : newer.title,
    authors: people.authors,
    authorCount: people.authorCount === 0 ? older.authorCount : people.authorCount,
    published: newer.published === '' ? older.published : newer.published,
    featuredOn: union(older.featuredOn, newer.featuredOn, String).sort(),
    // An answer without a count reads as 0, so 0 is no news.
    comments: newer.comments === 0 ? older.comments : newer.comments,
    upvotes: newer.upvotes ?? older.upvotes,
    stars: newer.stars ?? older.stars,
    category: newer.category ?? older.category,
    topics: newer.topics.length === 0 ? older.topics : newer.topics,
    repositories: mergeRepositories(older.repositories, newer.repositories),
  });
}

function mergedTexts(older: PaperTexts, newer: PaperTexts): PaperTexts {
  const text = newer.abstract === '' ? older : newer;
  return stated({
    abstract: text.abstract,
    tex: text.tex,
    links: union(newer.links, older.links, linkKey),
    aiSummary: newer.aiSummary ?? older.aiSummary,
    keywords: newer.keywords ?? older.keywords,
  });
}

/**
 * Two accounts of one paper as one, of which nobody knows which was taken later: as `mergePaper` has it, but with the
 * higher of each count. Votes, comments and stars hardly ever fall. Of papers that read their texts when they are asked
 * for, the joined one does so too: a library that was downloaded and imported has two accounts of each.
 */
export function joinPapers(under: Paper, over: Paper): Paper {
  const facts = stated({
    ...mergedFacts(under, over),
    comments: Math.max(under.comments, over.comments),
    upvotes: higher(under.upvotes, over.upvotes),
    stars: higher(under.stars, over.stars),
  });
  const read = (): PaperTexts => mergedTexts(textsOf(under), textsOf(over));
  return isLazy(under) || isLazy(over) ? lazyPaper(facts, { read }) : { ...facts, ...read() };
}

/**
 * The papers in the order in which each comes first, several accounts of one joined, a later one over those before. A
 * generator, so that a host can do other work between two papers.
 */
export function* joiningById(papers: Iterable<Paper>): Generator<void, Paper[]> {
  const joined = new Map<string, Paper>();
  for (const paper of papers) {
    const known = joined.get(paper.id);
    joined.set(paper.id, known ? joinPapers(known, paper) : paper);
    yield;
  }
  return [...joined.values()];
}

/** Whether two accounts of a paper say the same, whatever the order of their keys. */
export function samePaper(a: Paper, b: Paper): boolean {
  return same(plainPaper(a), plainPaper(b));
}

/** Of both, the newer first. A plain mention takes no place inside from one that points there. */
function mergeRepositories(older: readonly Repository[], newer: readonly Repository[]): Repository[] {
  return union(newer, older, repositoryKey).map((one) =>
    one.ref === undefined
      ? (older.find((other) => other.ref !== undefined && sameRepository(one, other)) ?? one)
      : one,
  );
}

function higher(a: number | undefined, b: number | undefined): number | undefined {
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

function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const left = new Map<string, unknown>(Object.entries(a));
  const right = new Map<string, unknown>(Object.entries(b));
  if (left.size !== right.size) return false;
  return [...left].every(([key, value]) => right.has(key) && same(value, right.get(key)));
}
