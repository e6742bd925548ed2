import { arxivPages, readArxivId, readPaperAddress } from '../links/arxiv';
import { withoutControls } from '../text/sanitize';
import { readLinkField } from '../links/parseLinkField';
import { findRepositories } from '../links/extractLinks';
import { hasMaths } from '../tex/math';
import type { Paper, PaperLink, Repository } from '../paper/paper';
import { parsePythonLiteral } from './pythonLiteral';
import { distinctRepositories, parseRepository } from '../links/repository';
import { stated } from '../lang/omitUndefined';
import { LONGEST_TEXT } from '../paper/storedPaper';
import { asCount, asDay, asList, asRecord, asText, type JsonRecord } from '../lang/json';

/** What reading depends on beside the answer itself. */
export interface FeedContext {
  /** The day whose page was asked for, `YYYY-MM-DD`: what counts where neither an item nor the answer tells another. */
  readonly day?: string;
  /** Makes a title or an abstract readable: white space, left-over TeX. */
  readonly readable: (raw: string) => string;
}

/** One answer read: its papers in order, and why items were left out. */
export interface FeedReading {
  readonly papers: readonly Paper[];
  readonly dropped: readonly DroppedItem[];
}

/** An item that is no paper. */
export interface DroppedItem {
  /** Place in the answer, from 0. */
  readonly index: number;
  /** What is wrong, for the log. */
  readonly why: string;
}

const LONGEST_TITLE = 1_000;
const MOST_AUTHORS = 5_000;
const MOST_KEYWORDS = 100;
const MOST_DAYS = 100;

/** Names under which an answer holds its list. */
const LISTS = ['data', 'papers', 'dailyPapers', 'daily_papers', 'results', 'items', 'entries'] as const;

/**
 * Reads an answer of the Daily Papers API, of any year since 2024: a list of items, flat papers, or a wrapper that holds
 * the list, or one item alone. A bad item is dropped and counted, the others stay; undefined when the answer is
 * something else. An item takes a quarter of a millisecond, so that a host can do other work between two.
 */
export function* readingFeed(
  answer: unknown,
  context: FeedContext,
): Generator<void, FeedReading | undefined> {
  const list = listIn(answer);
  if (!list) {
    const paper = readFeedItem(answer, context);
    return typeof paper === 'string' ? undefined : { papers: [paper], dropped: [] };
  }
  const about = { ...context, ...stated({ day: list.day }) };
  const papers: Paper[] = [];
  const dropped: DroppedItem[] = [];
  for (const [index, item] of list.items.entries()) {
    const paper = readFeedItem(item, about);
    if (typeof paper === 'string') dropped.push({ index, why: paper });
    else papers.push(paper);
    yield;
  }
  return { papers, dropped };
}

/** The items of an answer that is a list or a wrapper around one, and the wrapper's day; undefined for any other. */
export function listIn(
  answer: unknown,
): { readonly items: readonly unknown[]; readonly day: string | undefined } | undefined {
  const alone = asList(answer);
  if (alone) return { items: alone, day: undefined };
  const wrapper = asRecord(answer);
  const items = LISTS.map((name) => asList(wrapper?.get(name))).find((list) => list !== undefined);
  return items && { items, day: asDay(wrapper?.get('date')) };
}

/** Reads one item, or says why it is no paper. */
export function readFeedItem(item: unknown, context: FeedContext): Paper | string {
  const outer = asRecord(typeof item === 'string' ? parsePythonLiteral(item) : item);
  if (!outer) return 'not an object';
  const paper = asRecord(outer.get('paper')) ?? outer;
  const id = readId(paper.get('id') ?? paper.get('arxiv_id') ?? paper.get('arxivId'));
  if (id === undefined) return 'no usable id';
  const titles = [paper.get('title'), outer.get('title')];
  const title = firstReadable(titles, LONGEST_TITLE, context);
  if (!title) return `${id}: no usable title`;
  const abstracts = [paper.get('summary'), outer.get('summary'), paper.get('abstract')];
  const abstract = firstReadable(abstracts, LONGEST_TEXT, context);
  const authors = readAuthors(paper.get('authors'));
  // Title and id alone are what lists of models and data sets have, too.
  const known = authors.length > 0 || readArxivId(id) !== undefined;
  if (!abstract && (!known || abstracts.some(isTooLong))) return `${id}: no usable abstract`;
  const days = readDays(paper);
  return stated({
    id,
    title: title.shown,
    abstract: abstract?.shown ?? '',
    tex: texOf(title.raw, abstract?.raw ?? ''),
    authors,
    authorCount: asList(paper.get('authors'))?.length ?? 0,
    published: firstDay(paper.get('publishedAt'), outer.get('publishedAt'), paper.get('published')),
    // Its own days first: a server that takes no notice of the day in a question sends the same items for each.
    featuredOn: days.length > 0 || context.day === undefined ? days : [context.day],
    comments: asCount(outer.get('numComments')) ?? 0,
    upvotes: asCount(paper.get('upvotes')),
    stars: asCount(paper.get('githubStars')),
    topics: [],
    ...readPlaces(id, paper, abstract?.raw ?? ''),
    aiSummary: plain(paper.get('ai_summary'), LONGEST_TEXT),
    keywords: readKeywords(paper.get('ai_keywords')),
  });
}

function isTooLong(value: unknown): boolean {
  return typeof value === 'string' && value.length > LONGEST_TEXT;
}

/** The first value that states a day; an empty text if none does. */
function firstDay(...values: readonly unknown[]): string {
  return values.map(asDay).find((day) => day !== undefined) ?? '';
}

/** An arXiv id without version, also out of an address; any other id if it is plain, as a slug in any script is. */
function readId(value: unknown): string | undefined {
  const id = asText(value, 100)?.trim();
  return id === undefined
    ? undefined
    : (readPaperAddress(id) ?? /^[\p{L}\p{N}][\p{L}\p{N}_.:-]*$/u.exec(id)?.[0]);
}

/** The first value that is a text to be read, as written and as shown; one that is empty or too long is none. */
function firstReadable(
  values: readonly unknown[],
  longest: number,
  { readable }: FeedContext,
): { readonly raw: string; readonly shown: string } | undefined {
  for (const value of values) {
    const raw = wellFormed(asText(value, longest) ?? '');
    const shown = readable(raw);
    if (shown !== '') return { raw, shown };
  }
  return undefined;
}

/** Title and abstract as written, where they hold maths that can be typeset. */
function texOf(title: string, abstract: string): Paper['tex'] {
  if (!hasMaths(title) && !hasMaths(abstract)) return undefined;
  return stated({
    title: hasMaths(title) ? title : undefined,
    abstract: hasMaths(abstract) ? abstract : undefined,
  });
}

/** A half of a surrogate pair cannot be written as UTF-8 and would come back from disk as something else. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

/** The day that the API tells, and those that an archive notes. */
function readDays(paper: JsonRecord): string[] {
  const noted = paper.get('featured');
  const told = [paper.get('submittedOnDailyAt'), ...(asList(noted) ?? [noted]).slice(0, MOST_DAYS)];
  return [...new Set(told.map(asDay).filter((day) => day !== undefined))].sort();
}

/** Names in order; an author without a usable name is left out here but counted by who counts. */
function readAuthors(value: unknown): string[] {
  const names: string[] = [];
  for (const author of asList(value)?.slice(0, MOST_AUTHORS) ?? []) {
    const name = plain(asRecord(author)?.get('name') ?? author, 200);
    if (name !== undefined) names.push(name);
  }
  return names;
}

function readKeywords(value: unknown): string[] | undefined {
  const words = asList(value)?.slice(0, MOST_KEYWORDS);
  const plainWords = words?.map((word) => plain(word, 200)).filter((word) => word !== undefined);
  return plainWords && plainWords.length > 0 ? [...new Set(plainWords)] : undefined;
}

function plain(value: unknown, longest: number): string | undefined {
  const text = asText(value, longest);
  if (text === undefined) return undefined;
  const folded = withoutControls(wellFormed(text)).replace(/\s+/g, ' ').trim();
  return folded === '' ? undefined : folded;
}

/**
 * The field that people and Hugging Face fill in comes first, then the abstract, then the project page; all are kept,
 * as a page where they are no repository that we know how to clone.
 */
function readPlaces(
  id: string,
  paper: JsonRecord,
  abstract: string,
): { repositories: readonly Repository[]; links: readonly PaperLink[] } {
  const field = asText(paper.get('githubRepo'), 2048) ?? '';
  // An address may be broken over two lines, a name has no blank in it.
  const unbroken = parseRepository(field.replace(/\s+/g, ''));
  const named = unbroken ? { repositories: [unbroken], links: [] } : readLinkField(field);
  const inAbstract = findRepositories(abstract);
  const projectPage = readLinkField(asText(paper.get('projectPage'), 2048) ?? '');
  const links = new Map(
    (readArxivId(id) === undefined ? [] : arxivPages(id)).map((link) => [link.url, link]),
  );
  for (const link of projectPage.links) links.set(link.url, { ...link, kind: 'project' });
  for (const link of [...named.links, ...inAbstract.links])
    if (!links.has(link.url)) links.set(link.url, link);
  return {
    repositories: distinctRepositories([
      ...named.repositories,
      ...inAbstract.repositories,
      ...projectPage.repositories,
    ]),
    links: [...links.values()],
  };
}
