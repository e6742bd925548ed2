import type { Query } from '../query';
import type { Corpus } from './corpus';
import { titleHash } from './tokens';
import { wordsOf } from './words';

/** An arXiv id, alone or in a link. */
const ARXIV_ID = /(?<![\d.])\d{4}\.\d{4,5}(?!\d)/g;
/** A pasted title has at least as many words; fewer are looked for as words. */
const SHORTEST_TITLE = 3;
/** Best answers that are looked at for a title that begins with what was typed. */
const MOST_STARTS = 50;

/** Papers that a query names outright, by arXiv id or by their whole title, whatever else the query asks for. */
export function namedBy(
  corpus: Corpus,
  query: Query,
  numberOf: (id: string) => number | undefined,
): number[] {
  const named = new Set<number>();
  for (const [id] of query.text.matchAll(ARXIV_ID)) {
    const doc = numberOf(id);
    if (doc !== undefined) named.add(doc);
  }
  const words = wordsOf(query.text).map((word) => word.text);
  if (words.length >= SHORTEST_TITLE) {
    const hash = titleHash(words);
    const title = words.join(' ');
    for (const { segment, base, dead } of corpus.shards) {
      for (let doc = 0; doc < segment.titles.length; doc++) {
        if (segment.titles[doc] !== hash || dead?.[doc] === 1) continue;
        if (titleWords(corpus, base + doc) === title) named.add(base + doc);
      }
    }
  }
  return [...named];
}

/** Moves papers to the front whose title is what was typed, then those whose title begins with it. */
export function startsFirst(corpus: Corpus, query: Query, docs: readonly number[]): readonly number[] {
  if (!query.clauses.every((clause) => clause.kind === 'text' && clause.field === undefined)) return docs;
  const typed = wordsOf(query.text)
    .map((word) => word.text)
    .join(' ');
  if (typed.length < 2) return docs;
  const rank = (doc: number): number => {
    const title = titleWords(corpus, doc);
    return title === typed ? 0 : title.startsWith(typed) ? 1 : 2;
  };
  const first = docs.slice(0, MOST_STARTS).map((doc) => ({ doc, rank: rank(doc) }));
  // The sort is stable, so papers of one rank stay in order.
  first.sort((a, b) => a.rank - b.rank);
  return [...first.map(({ doc }) => doc), ...docs.slice(MOST_STARTS)];
}

function titleWords(corpus: Corpus, doc: number): string {
  return wordsOf(corpus.paper(doc)?.title ?? '')
    .map((word) => word.text)
    .join(' ');
}
