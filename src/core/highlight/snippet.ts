import { bestSentence, countMatches, type BestSentence } from './highlight';
import { matchedAuthor, bestNameMatch } from './matchedName';
import type { Query } from '../query/parseQuery';
import type { SearchHit } from '../index/searchHit';

/**
 * Returns the sentence of the abstract with the most query words, after the author or repository if only a name
 * matched. Without a match, as for a misspelt query, uses the words of the hit.
 */
export function snippet(hit: Pick<SearchHit, 'paper' | 'terms'>, query: Query): string {
  const { paper } = hit;
  const found = bestSentence(paper.abstract, query, 'abstract');
  if (found.first !== undefined || countMatches(paper.title, query, 'title') > 0) return excerptOf(found);
  const repositories = paper.repositories.map(({ owner, name }) => `${owner}/${name}`);
  const named = matchedAuthor(paper.authors, query) ?? bestNameMatch(repositories, query, 'repo');
  if (named !== undefined) return `${named} · ${found.text}`;
  const instead = bestSentence(paper.abstract, hit.terms);
  if (instead.first !== undefined) return excerptOf(instead);
  const other = bestNameMatch([...paper.authors, ...repositories], hit.terms, 'author');
  return other === undefined ? found.text : `${other} · ${found.text}`;
}

function excerptOf({ text, first }: BestSentence): string {
  return excerpt(text, first);
}

/** Maximum number of characters before the first match. */
const MAX_LEAD_CHARS = 24;

/** Cuts a sentence shortly before its first match, to show the match in a narrow row. */
export function excerpt(sentence: string, firstMatch: number | undefined): string {
  if (firstMatch === undefined || firstMatch <= MAX_LEAD_CHARS) return sentence;
  const start = sentence.indexOf(' ', firstMatch - MAX_LEAD_CHARS) + 1;
  return start <= 0 || start > firstMatch ? `…${sentence.slice(firstMatch)}` : `…${sentence.slice(start)}`;
}
