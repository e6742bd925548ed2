import { findArxivIds } from '../../links/arxiv';
import { findRepositories } from '../../links/extractLinks';
import type { Presence, Query } from '../../query/parseQuery';
import { repositoryKey } from '../../links/repository';
import type { Corpus } from '../read/indexReader';
import { REPOSITORIES, TEXT, eachWithPhrase } from './phraseQuery';
import { titleHash } from '../segment/document';
import { wordsOf } from '../../analysis/tokenizer';

/** The papers that a query names outright. */
export interface Named {
  readonly docs: readonly number[];
  /** The query is nothing but an id, a link or a citation's key: it asks for these papers and no others. */
  readonly only: boolean;
}

/** The beginning of an id while it is typed. */
const BEGUN_ID = /^\s*(?:arxiv:\s*)?(\d{4}\.\d{0,5})$/i;
/** A citation's key as BibTeX and Google Scholar make them: `wang2021codet5`, `devlin-etal-2019-bert`. */
const KEY = /^\s*@?(?<author>[^\s\d]{2,60}?)(?<year>(?:19|20)\d\d)(?<rest>[^\s\d]\S{0,80})\s*$/;
/** A paper is published up to a year after it is posted. */
const YEARS_APART = 1;

/**
 * Finds the papers that a query names by arXiv id, address of a repository, citation key or whole title.
 * @param passes the papers that the query's filters let through. A title is found in spite of signs in it that would
 *   be grammar, unless the query is nothing but filters.
 */
export function namedBy(
  corpus: Corpus,
  query: Query,
  typing: boolean,
  passes: Uint8Array | undefined,
  numberOf: (id: string) => number | undefined,
): Named {
  const { text, clauses } = query;
  const has = (presence: Presence): boolean =>
    clauses.some((clause) => clause.kind === 'text' && clause.presence === presence);
  const passing = (docs: readonly number[]): readonly number[] => docs.filter((doc) => passes?.[doc] !== 0);
  const { ids, only } = findArxivIds(text);
  const byId = ids.flatMap((id) => numberOf(id) ?? numberOf(id.toLowerCase()) ?? []);
  if (!has('mustNot')) {
    const docs = only
      ? byId.length > 0
        ? byId
        : ids.flatMap((id) => mentioning(corpus, id))
      : ((typing ? begunId(corpus, text) : undefined) ?? byRepository(corpus, text) ?? byKey(corpus, text));
    if (docs) return { docs: [...new Set(docs)], only: true };
  }
  const titled = byTitle(corpus, text);
  return { docs: [...new Set([...passing(byId), ...(has('may') ? titled : passing(titled))])], only: false };
}

/** Papers whose text names an id that the library does not hold. */
function mentioning(corpus: Corpus, id: string): number[] {
  const docs: number[] = [];
  eachWithPhrase(corpus, id, TEXT, false, (doc) => docs.push(doc));
  return docs;
}

function begunId(corpus: Corpus, text: string): readonly number[] | undefined {
  const begun = BEGUN_ID.exec(text)?.[1];
  if (begun === undefined) return undefined;
  const docs: number[] = [];
  for (const { segment, papers, base } of corpus.shards)
    for (let doc = 0; doc < papers.length; doc++)
      if (papers[doc] !== undefined && segment.ids.begins(doc, begun)) docs.push(base + doc);
  return some(docs);
}

/** Papers with a repository whose address is all that was typed, as for a browser or for git. */
function byRepository(corpus: Corpus, text: string): readonly number[] | undefined {
  if (!text.includes('/')) return undefined;
  const address = text
    .trim()
    .replace(/^git clone\s+/, '')
    .replace(/^(?:ssh:\/\/)?git@([^:/\s]+)[:/]/, 'https://$1/');
  if (/\s/.test(address)) return undefined;
  const [repository, another] = findRepositories(address).repositories;
  if (repository === undefined || another !== undefined) return undefined;
  const key = repositoryKey(repository);
  const docs: number[] = [];
  eachWithPhrase(corpus, `${repository.owner}/${repository.name}`, REPOSITORIES, false, (doc) => {
    if (corpus.paper(doc)?.repositories.some((own) => repositoryKey(own) === key) === true) docs.push(doc);
  });
  return some(docs);
}

/** Papers by an author of about a year, with a word in the title, as a citation's key says. */
function byKey(corpus: Corpus, text: string): readonly number[] | undefined {
  const { author = '', year = '', rest = '' } = KEY.exec(text)?.groups ?? {};
  if (author === '') return undefined;
  const name = wordsOf(author)[0]?.text ?? '';
  const word = wordsOf(rest)[0]?.text ?? '';
  if (name === '' || word === '') return undefined;
  const docs: number[] = [];
  corpus.eachWith(name, 'authors', (doc) => {
    const { title = '', published = '' } = corpus.paper(doc) ?? {};
    if (Math.abs(Number(published.slice(0, 4)) - Number(year)) > YEARS_APART) return;
    if (wordsOf(title).some((own) => own.text === word)) docs.push(doc);
  });
  return some(docs);
}

function some(docs: readonly number[]): readonly number[] | undefined {
  return docs.length > 0 ? docs : undefined;
}

/** Papers whose whole title was typed, in any spelling of case, accents and punctuation. */
function byTitle(corpus: Corpus, text: string): number[] {
  const words = wordsOf(text).map((word) => word.text);
  if (words.length === 0) return [];
  const hash = titleHash(words);
  const title = words.join(' ');
  const docs: number[] = [];
  for (const { segment, base, dead } of corpus.shards) {
    const { titles } = segment;
    for (let doc = titles.indexOf(hash); doc >= 0; doc = titles.indexOf(hash, doc + 1)) {
      if (dead?.[doc] === 1) continue;
      const own = wordsOf(corpus.paper(base + doc)?.title ?? '').map((word) => word.text);
      if (own.join(' ') === title) docs.push(base + doc);
    }
  }
  return docs;
}
