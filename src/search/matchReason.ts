import { bestSentence, markMatches } from '../core/highlight';
import type { Paper } from '../core/paper';
import type { Query } from '../core/query';

/**
 * The piece of a paper that shows best why it matched: the sentence of the abstract that holds most of the query, or,
 * where only a name matched, the author or the repository.
 * @param terms words of the paper that stand for what was typed; they tell where that itself is nowhere, as a misspelt
 *   word
 */
export function matchReason(paper: Paper, query: Query, terms: readonly string[] = []): string {
  const sentence = bestSentence(paper.abstract, query).text;
  const first = markMatches(sentence, query)[0]?.[0];
  if (first !== undefined || markMatches(paper.title, query).length > 0) return excerpt(sentence, first);
  const instead = bestSentence(paper.abstract, terms).text;
  const other = markMatches(instead, terms)[0]?.[0];
  if (other !== undefined) return excerpt(instead, other);
  const names = [...paper.authors, ...paper.repositories.map(({ owner, name }) => `${owner}/${name}`)];
  const named = names.find((name) => markMatches(name, query).length > 0);
  return named === undefined ? sentence : `${named} · ${sentence}`;
}

/** Characters of a sentence that may stand before its first match in an excerpt. */
const LEAD = 24;

/** A sentence from shortly before its first match on, at a word's start, so that the match is seen in a narrow row. */
export function excerpt(sentence: string, firstMatch: number | undefined): string {
  if (firstMatch === undefined || firstMatch <= LEAD) return sentence;
  const start = sentence.indexOf(' ', firstMatch - LEAD) + 1;
  return start <= 0 || start > firstMatch ? `…${sentence.slice(firstMatch)}` : `…${sentence.slice(start)}`;
}
