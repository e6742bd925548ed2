import { arxivPages, parseArxivId, parsePaperUrl } from '../links/arxiv';
import { stripControls } from '../text/sanitize';
import { parseLinkField } from '../links/parseLinkField';
import { extractLinks } from '../links/extractLinks';
import { hasMath } from '../tex/math';
import type { Paper, PaperLink, Repository } from '../paper/paper';
import { parsePythonLiteral } from './pythonLiteral';
import { distinctRepositories, parseRepository } from '../links/repository';
import { omitUndefined } from '../lang/omitUndefined';
import { MAX_TEXT_LENGTH } from '../paper/storedPaper';
import { asCount, asDay, asList, asRecord, asText, type JsonRecord } from '../lang/json';

export interface FeedOptions {
  /** Requested day, `YYYY-MM-DD`. Used if neither item nor answer gives one. */
  readonly day?: string;
  /** Converts white space and leftover TeX to readable text. */
  readonly readable: (raw: string) => string;
}

export interface ParsedFeed {
  readonly papers: readonly Paper[];
  readonly skipped: readonly SkippedItem[];
}

export interface SkippedItem {
  /** Position in the answer, from 0. */
  readonly index: number;
  readonly why: string;
}

const MAX_TITLE_LENGTH = 1_000;
const MAX_AUTHORS = 5_000;
const MAX_KEYWORDS = 100;
const MAX_DAYS = 100;

/** Fields of a wrapper that can contain the list. */
const LIST_FIELDS = ['data', 'papers', 'dailyPapers', 'daily_papers', 'results', 'items', 'entries'] as const;

/**
 * Reads a response of the Daily Papers API, from any year since 2024: a list of items, flat papers, a wrapper around
 * the list, or a single item. Skips and reports invalid items; returns `undefined` for other values. Yields between
 * items (about 0.25 ms each).
 */
export function* parseFeedSteps(
  answer: unknown,
  context: FeedOptions,
): Generator<void, ParsedFeed | undefined> {
  const list = findList(answer);
  if (!list) {
    const paper = parseFeedItem(answer, context);
    return typeof paper === 'string' ? undefined : { papers: [paper], skipped: [] };
  }
  const about = { ...context, ...omitUndefined({ day: list.day }) };
  const papers: Paper[] = [];
  const skipped: SkippedItem[] = [];
  for (const [index, item] of list.items.entries()) {
    const paper = parseFeedItem(item, about);
    if (typeof paper === 'string') skipped.push({ index, why: paper });
    else papers.push(paper);
    yield;
  }
  return { papers, skipped };
}

/** Returns `undefined` if the value is neither a list nor a wrapper. */
export function findList(
  answer: unknown,
): { readonly items: readonly unknown[]; readonly day: string | undefined } | undefined {
  const alone = asList(answer);
  if (alone) return { items: alone, day: undefined };
  const wrapper = asRecord(answer);
  const items = LIST_FIELDS.map((name) => asList(wrapper?.get(name))).find((list) => list !== undefined);
  return items && { items, day: asDay(wrapper?.get('date')) };
}

/** Returns the reason as a string if the item is not a valid paper. */
export function parseFeedItem(item: unknown, context: FeedOptions): Paper | string {
  const outer = asRecord(typeof item === 'string' ? parsePythonLiteral(item) : item);
  if (!outer) return 'not an object';
  const paper = asRecord(outer.get('paper')) ?? outer;
  const id = parseId(paper.get('id') ?? paper.get('arxiv_id') ?? paper.get('arxivId'));
  if (id === undefined) return 'no usable id';
  const titles = [paper.get('title'), outer.get('title')];
  const title = firstReadable(titles, MAX_TITLE_LENGTH, context);
  if (!title) return `${id}: no usable title`;
  const abstracts = [paper.get('summary'), outer.get('summary'), paper.get('abstract')];
  const abstract = firstReadable(abstracts, MAX_TEXT_LENGTH, context);
  const listed = asList(paper.get('authors')) ?? namesInText(paper.get('authors'));
  const authors = parseAuthors(listed);
  // Without an abstract, requires authors or an arXiv id: models and data sets also have titles and ids.
  const known = authors.length > 0 || parseArxivId(id) !== undefined;
  if (!abstract && (!known || abstracts.some(isTooLong))) return `${id}: no usable abstract`;
  const days = parseDays(paper);
  return omitUndefined({
    id,
    title: title.shown,
    abstract: abstract?.shown ?? '',
    tex: texOf(title.raw, abstract?.raw ?? ''),
    authors,
    authorCount: listed.length,
    published: firstDay(paper.get('publishedAt'), outer.get('publishedAt'), paper.get('published')),
    // The item's own days come first: a server that ignores the requested day returns equal items for every day.
    featuredOn: days.length > 0 || context.day === undefined ? days : [context.day],
    comments: asCount(outer.get('numComments')) ?? 0,
    upvotes: asCount(paper.get('upvotes')),
    stars: asCount(paper.get('githubStars')),
    topics: [],
    ...parseLinks(id, paper, abstract?.raw ?? ''),
    aiSummary: plainText(paper.get('ai_summary'), MAX_TEXT_LENGTH),
    keywords: parseKeywords(paper.get('ai_keywords')),
  });
}

function isTooLong(value: unknown): boolean {
  return typeof value === 'string' && value.length > MAX_TEXT_LENGTH;
}

function firstDay(...values: readonly unknown[]): string {
  return values.map(asDay).find((day) => day !== undefined) ?? '';
}

/** An arXiv id, also in a URL, loses its version. Other ids can be slugs in any script. */
function parseId(value: unknown): string | undefined {
  const id = asText(value, 100)?.trim();
  return id === undefined
    ? undefined
    : (parsePaperUrl(id) ?? /^[\p{L}\p{N}][\p{L}\p{N}_.:-]*$/u.exec(id)?.[0]);
}

/** Skips texts that are empty or too long. */
function firstReadable(
  values: readonly unknown[],
  longest: number,
  { readable }: FeedOptions,
): { readonly raw: string; readonly shown: string } | undefined {
  for (const value of values) {
    const raw = wellFormed(asText(value, longest) ?? '');
    const shown = readable(raw);
    if (shown !== '') return { raw, shown };
  }
  return undefined;
}

function texOf(title: string, abstract: string): Paper['tex'] {
  if (!hasMath(title) && !hasMath(abstract)) return undefined;
  return omitUndefined({
    title: hasMath(title) ? title : undefined,
    abstract: hasMath(abstract) ? abstract : undefined,
  });
}

/** Replaces unpaired surrogates, which UTF-8 cannot encode: the text would change on disk. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

/** The API gives one day; archives record several. */
function parseDays(paper: JsonRecord): string[] {
  const noted = paper.get('featured');
  const dates = [paper.get('submittedOnDailyAt'), ...(asList(noted) ?? [noted]).slice(0, MAX_DAYS)];
  return [...new Set(dates.map(asDay).filter((day) => day !== undefined))].sort();
}

/** Skips unusable names, which still count for `authorCount`. */
function parseAuthors(listed: readonly unknown[]): string[] {
  const names: string[] = [];
  for (const author of listed.slice(0, MAX_AUTHORS)) {
    const fields = asRecord(author);
    const name = plainText(fields?.get('name') ?? fields?.get('fullname') ?? author, 200);
    if (name !== undefined) names.push(name);
  }
  return names;
}

/** In UTF-16 code units. */
const MAX_AUTHORS_LENGTH = 100_000;

/**
 * Splits authors given as one text, as in arXiv's data set: `A B, C D and E F`, or `B, A and D, C` as in BibTeX. A
 * single name may be a wrong field.
 */
function namesInText(value: unknown): readonly string[] {
  if (typeof value !== 'string' || value.length > MAX_AUTHORS_LENGTH) return [];
  const trimmed = (parts: readonly string[]): readonly string[] =>
    parts.map((part) => part.trim()).filter((part) => part !== '');
  const people = trimmed(value.split(/;|\sand\s/));
  const isInverted = people.every((name) => /^[^,]+,[^,]+$/.test(name));
  const names = isInverted ? people : trimmed(value.split(/[,;]|\sand\s/));
  return names.length > 1 && names.every((name) => name.includes(' ')) ? names : [];
}

function parseKeywords(value: unknown): string[] | undefined {
  const words = asList(value)?.slice(0, MAX_KEYWORDS);
  const plainWords = words?.map((word) => plainText(word, 200)).filter((word) => word !== undefined);
  return plainWords && plainWords.length > 0 ? [...new Set(plainWords)] : undefined;
}

function plainText(value: unknown, longest: number): string | undefined {
  const text = asText(value, longest);
  if (text === undefined) return undefined;
  const folded = stripControls(wellFormed(text)).replace(/\s+/g, ' ').trim();
  return folded === '' ? undefined : folded;
}

/** The users' field comes first. Unsupported hosts stay links. */
function parseLinks(
  id: string,
  paper: JsonRecord,
  abstract: string,
): { repositories: readonly Repository[]; links: readonly PaperLink[] } {
  const field = asText(paper.get('githubRepo'), 2048) ?? '';
  // A line break may split a URL. Names contain no spaces.
  const unbroken = parseRepository(field.replace(/\s+/g, ''));
  const named = unbroken ? { repositories: [unbroken], links: [] } : parseLinkField(field);
  const inAbstract = extractLinks(abstract);
  const projectPage = parseLinkField(asText(paper.get('projectPage'), 2048) ?? '');
  const links = new Map(
    (parseArxivId(id) === undefined ? [] : arxivPages(id)).map((link) => [link.url, link]),
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
