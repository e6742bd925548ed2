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
/** Characters of a title that are read beyond twice the typed ones, for punctuation. */
const PIECE = 20;

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
        if (inWords(corpus.paper(base + doc)?.title ?? '') === title) named.add(base + doc);
      }
    }
  }
  return [...named];
}

/** Moves papers to the front whose title is what was typed, then those whose title begins with it. */
export function startsFirst(corpus: Corpus, query: Query, docs: readonly number[]): readonly number[] {
  if (!query.clauses.every((clause) => clause.kind === 'text' && clause.field === undefined)) return docs;
  const typed = inWords(query.text);
  if (typed.length < 2) return docs;
  const rank = (doc: number): number => {
    const { title = '' } = corpus.paper(doc) ?? {};
    // Most titles begin otherwise, which a piece of them shows.
    if (!inWords(title.slice(0, 2 * typed.length + PIECE)).startsWith(typed)) return 2;
    return inWords(title) === typed ? 0 : 1;
  };
  const first = docs.slice(0, MOST_STARTS).map((doc) => ({ doc, rank: rank(doc) }));
  // The sort is stable, so papers of one rank stay in order.
  first.sort((a, b) => a.rank - b.rank);
  return [...first.map(({ doc }) => doc), ...docs.slice(MOST_STARTS)];
}

/** A text's words in normal form, with single spaces. */
function inWords(text: string): string {
  return wordsOf(text)
    .map((word) => word.text)
    .join(' ');
}
