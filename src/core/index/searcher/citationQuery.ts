import { wordsOf } from '../../analysis/tokenizer';
import type { Query } from '../../query/parseQuery';
import type { IndexReader } from '../read/indexReader';
import { eachAuthorMatch } from './authorQuery';

/** A citation in text: `Wang et al., 2021`, `yue wang 2021`, `Wang and Joty (2021)`. */
const CITATION = /^(?<names>[^\d"]{2,120}[\s,(])(?<year>(?:19|20)\d\d)[a-z]?\)?[.,;]?$/;
const ET_AL = /\bet\.?\s+al\b\.?/i;
const BETWEEN_NAMES = /[,;&]|\band\b/i;
const MAX_NAME_WORDS = 8;

/**
 * Returns the papers that a citation by authors and year refers to, newest first; none if the query is no citation.
 * Tries the year before too, because many papers are published a year after they appear on arXiv.
 */
export function byCitation(index: IndexReader, { text, clauses }: Query): readonly number[] {
  const free = clauses.every(
    (clause) =>
      clause.kind === 'text' && clause.presence === 'may' && clause.field === undefined && !clause.exact,
  );
  const { names = '', year = '' } = (free ? CITATION.exec(text.trim()) : null)?.groups ?? {};
  const authors = namesIn(names.replace(ET_AL, ','));
  const words = authors.flat();
  if (words.length === 0 || words.length > MAX_NAME_WORDS) return [];
  // A single word that is more frequent in texts than in author names is a subject: `long 2023`.
  const [only = ''] = words;
  const sure = words.length > 1 || ET_AL.test(names);
  if (!sure && index.docFreq(only) > index.docFreq(only, 'authors')) return [];
  if (words.some((word) => index.docFreq(word, 'authors') === 0)) return [];
  for (const published of [Number(year), Number(year) - 1]) {
    const docs = byAuthors(index, authors, published);
    if (docs.length > 0) return docs;
  }
  return [];
}

function namesIn(text: string): string[][] {
  return text
    .split(BETWEEN_NAMES)
    .map((name) => wordsOf(name).map((word) => word.text))
    .filter((words) => words.length > 0);
}

function byAuthors(
  index: IndexReader,
  names: readonly (readonly string[])[],
  year: number,
): readonly number[] {
  let docsLeft = ofYear(index, year);
  for (const name of names) {
    const whole = withNames(index, [name.join(' ')], docsLeft);
    // `wang joty 2021` names two authors by their last names.
    docsLeft = whole.some(Boolean) ? whole : withNames(index, name, docsLeft);
  }
  const docs: number[] = [];
  docsLeft.forEach((is, doc) => {
    if (is === 1) docs.push(doc);
  });
  return docs.sort((a, b) => (index.days[b] ?? 0) - (index.days[a] ?? 0));
}

function withNames(index: IndexReader, names: readonly string[], only: Uint8Array): Uint8Array {
  let left = only;
  for (const name of names) {
    const found = new Uint8Array(index.maxDoc);
    eachAuthorMatch(index, name, false, left, (doc) => (found[doc] = 1));
    left = found;
  }
  return left;
}

function ofYear(index: IndexReader, year: number): Uint8Array {
  const found = new Uint8Array(index.maxDoc);
  for (const { papers, base } of index.segments)
    for (let doc = 0; doc < papers.length; doc++)
      if (papers[doc]?.published.startsWith(String(year)) === true) found[base + doc] = 1;
  return found;
}
