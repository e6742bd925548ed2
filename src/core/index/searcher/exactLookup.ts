import { citationKey, publicationYear } from '../../citation/citationKey';
import { findArxivIds, parsePartialArxivId } from '../../links/arxiv';
import { extractLinks } from '../../links/extractLinks';
import type { Paper } from '../../paper/paper';
import type { Presence, Query } from '../../query/parseQuery';
import { repositoryKey } from '../../links/repository';
import type { IndexReader } from '../read/indexReader';
import { REPOSITORIES, TEXT, eachPhraseMatch } from './phraseQuery';
import { titleHash } from '../segment/document';
import { wordsOf } from '../../analysis/tokenizer';
import { byCitation } from './citationQuery';

export interface ExactMatch {
  readonly docs: readonly number[];
  /** The whole query is an id, a link or a citation key: only these papers are the answer. */
  readonly only: boolean;
}

/** A citation key as in BibTeX exports and Google Scholar: `wang2021codet5`, `devlin-etal-2019-bert`. */
const CITATION_KEY = /^\s*@?(?<author>[^\s\d]{2,60}?)(?<year>(?:19|20)\d\d)(?<rest>\S{1,80})\s*$/;
/** Publication may follow a paper's arXiv date by a year. */
const MAX_YEARS_APART = 1;

/**
 * Finds the papers that a query identifies by arXiv id, repository, citation key, title, or authors and year.
 * @param passes 1 for each paper that passes the query's filters. Does not apply to titles, which may contain query
 * syntax, unless the query has filters only
 * @param scope 1 for each paper that passes `query.scope`, as every result must
 */
export function exactLookup(
  index: IndexReader,
  query: Query,
  typing: boolean,
  passes: Uint8Array | undefined,
  scope: Uint8Array | undefined,
  numberOf: (id: string) => number | undefined,
): ExactMatch {
  const { text, clauses } = query;
  const has = (presence: Presence): boolean =>
    clauses.some((clause) => clause.kind === 'text' && clause.presence === presence);
  const filterDocs = (docs: readonly number[]): readonly number[] =>
    docs.filter((doc) => passes?.[doc] !== 0);
  const inScope = (docs: readonly number[]): readonly number[] => [
    ...new Set(docs.filter((doc) => scope?.[doc] !== 0)),
  ];
  const { ids, only } = findArxivIds(text);
  const byId = ids.flatMap((id) => numberOf(id) ?? numberOf(id.toLowerCase()) ?? []);
  if (!has('mustNot')) {
    const begun = typing ? partialId(index, text) : undefined;
    const mentioned =
      only && byId.length === 0 ? nonEmpty(ids.flatMap((id) => papersMentioning(index, id))) : undefined;
    // A complete id can be the prefix of a longer one: 2405.1573 and 2405.15738.
    const docs = only
      ? [...byId, ...(begun ?? mentioned ?? [])]
      : (begun ?? findByRepository(index, text) ?? findByCitationKey(index, text));
    if (docs) return { docs: inScope(docs), only: true };
  }
  const cited = filterDocs(byCitation(index, query));
  const titled = findByTitle(index, text);
  const docs = [...filterDocs(byId), ...(has('may') ? inScope(titled) : filterDocs(titled)), ...cited];
  return { docs: [...new Set(docs)], only: false };
}

function papersMentioning(index: IndexReader, id: string): number[] {
  const docs: number[] = [];
  eachPhraseMatch(index, id, TEXT, false, (doc) => docs.push(doc));
  return docs;
}

/** The subject of an old id (`math.GT/0309136`) matches in either case. */
function partialId(index: IndexReader, text: string): readonly number[] | undefined {
  const typed = parsePartialArxivId(text);
  if (typed === undefined) return undefined;
  const lower = typed.toLowerCase();
  const variants = [...new Set([lower, lower.replace(/\.[a-z]{2}\//, (subject) => subject.toUpperCase())])];
  const docs: number[] = [];
  for (const { segment, papers, base } of index.segments)
    for (let doc = 0; doc < papers.length; doc++)
      if (papers[doc] !== undefined && variants.some((begun) => segment.ids.startsWith(doc, begun)))
        docs.push(base + doc);
  return nonEmpty(docs);
}

/** The whole query must be the web or git address. */
function findByRepository(index: IndexReader, text: string): readonly number[] | undefined {
  if (!text.includes('/')) return undefined;
  const address = text
    .trim()
    .replace(/^git clone\s+/, '')
    .replace(/^(?:ssh:\/\/)?git@([^:/\s]+)[:/]/, 'https://$1/');
  if (/\s/.test(address)) return undefined;
  const [repository, another] = extractLinks(address).repositories;
  if (repository === undefined || another !== undefined) return undefined;
  const key = repositoryKey(repository);
  const docs: number[] = [];
  eachPhraseMatch(index, `${repository.owner}/${repository.name}`, REPOSITORIES, false, (doc) => {
    if (index.paper(doc)?.repositories.some((own) => repositoryKey(own) === key) === true) docs.push(doc);
  });
  return nonEmpty(docs);
}

/** Papers whose citation key was typed: the extension's own, or one of another program for the same author, year and word. */
function findByCitationKey(index: IndexReader, text: string): readonly number[] | undefined {
  const { author = '', year = '', rest = '' } = CITATION_KEY.exec(text)?.groups ?? {};
  const name = wordsOf(author)[0]?.text ?? '';
  const word = wordsOf(rest)[0]?.text ?? '';
  if (name === '' || word === '') return undefined;
  const key = `${author}${year}${rest}`.toLowerCase();
  const docs: number[] = [];
  index.eachPosting(name, 'authors', (doc) => {
    const paper = index.paper(doc);
    if (paper === undefined) return;
    const yearsApart = Math.abs(Number(publicationYear(paper)) - Number(year));
    // NaN for a paper without a year.
    if (!(yearsApart <= MAX_YEARS_APART)) return;
    if ((yearsApart === 0 && hasKey(paper, key)) || wordsOf(paper.title).some((own) => own.text === word))
      docs.push(doc);
  });
  return nonEmpty(docs);
}

/** Returns whether the extension gives a paper this key, also with a letter for a second paper: `wang2021codet5b`. */
function hasKey(paper: Paper, key: string): boolean {
  const own = citationKey(paper);
  return key.startsWith(own) && /^[a-z]{0,2}$/.test(key.slice(own.length));
}

function nonEmpty(docs: readonly number[]): readonly number[] | undefined {
  return docs.length > 0 ? docs : undefined;
}

/** Ignores case, accents and punctuation. */
function findByTitle(index: IndexReader, text: string): number[] {
  const words = wordsOf(text).map((word) => word.text);
  if (words.length === 0) return [];
  const hash = titleHash(words);
  const title = words.join(' ');
  const docs: number[] = [];
  for (const { segment, base, deletedDocs } of index.segments) {
    const { titleHashes } = segment;
    for (let doc = titleHashes.indexOf(hash); doc >= 0; doc = titleHashes.indexOf(hash, doc + 1)) {
      if (deletedDocs?.[doc] === 1) continue;
      const own = wordsOf(index.paper(base + doc)?.title ?? '').map((word) => word.text);
      if (own.join(' ') === title) docs.push(base + doc);
    }
  }
  return docs;
}
