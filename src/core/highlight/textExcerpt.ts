import { wordsTest, noteWords } from '../notes/noteText';
import { wordsOf } from '../analysis/tokenizer';
import type { Query, TextClause } from '../query/parseQuery';
import { bestSentence, countMatches } from './highlight';
import { splitSentences } from './sentences';
import { excerpt } from './snippet';

/** In UTF-16 code units. A table or a formula can be one long sentence. */
const MAX_EXCERPT = 300;

/**
 * Returns the sentence with the most words of the `text:` filters, whole phrases first, from shortly before its first
 * match on; `undefined` if the text has none of the words.
 * @param text result of `searchableText`
 */
export function textExcerpt(text: string, query: Query): string | undefined {
  const clauses = query.clauses.filter(
    (clause): clause is TextClause =>
      clause.kind === 'text' && clause.field === 'text' && clause.presence !== 'mustNot',
  );
  if (clauses.length === 0) return undefined;
  const wanted: Query = { ...query, clauses };
  const phrases = clauses
    .filter(({ exact }) => exact)
    .map(({ text: phrase, open }) => wordsTest(phrase, true, open));
  const words = new Set(clauses.flatMap(({ text: value }) => wordsOf(value).map((word) => word.text)));
  const highest = words.size + MAX_WORDS * phrases.length;
  let best: string | undefined;
  let bestRank = 0;
  for (const paragraph of text.split('\n')) {
    if (bestRank >= highest) break;
    for (const { segment } of splitSentences(paragraph)) {
      const count = countMatches(segment, wanted, 'text');
      if (count === 0) continue;
      const own = phrases.length === 0 ? '' : noteWords(segment);
      const rank = count + MAX_WORDS * phrases.filter((isIn) => isIn(own)).length;
      if (rank <= bestRank) continue;
      bestRank = rank;
      best = segment;
    }
  }
  if (best === undefined) return undefined;
  const { text: sentence, first } = bestSentence(best, wanted, 'text');
  return shorten(excerpt(sentence, first));
}

/** More than the words of any query, so that a phrase outweighs all of them. */
const MAX_WORDS = 1_000;

function shorten(text: string): string {
  if (text.length <= MAX_EXCERPT) return text;
  const end = text.lastIndexOf(' ', MAX_EXCERPT - 1);
  return `${text.slice(0, end > 0 ? end : MAX_EXCERPT - 1)}…`;
}
