import { asDay, asList, asRecord, asText, type JsonRecord } from '../lang/json';
import { parseArxivId, parseCategory, parsePaperUrl } from '../links/arxiv';
import type { Paper } from '../paper/paper';
import { parseFeedItem, type FeedOptions } from './parseFeed';

const MAX_FIELD = 2_000;

/**
 * Reads the papers in a response of arXiv's API (Atom 1.0, https://info.arxiv.org/help/api/user-manual.html). Skips
 * invalid entries.
 * @param feed the parsed XML: elements as fields, attributes with the prefix `@`
 * @returns `undefined` if the response is not a feed
 */
export function readArxivFeed(feed: unknown, context: FeedOptions): readonly Paper[] | undefined {
  const root = asRecord(asRecord(feed)?.get('feed'));
  if (!root) return undefined;
  const entry = root.get('entry');
  const entries = asList(entry) ?? (entry === undefined ? [] : [entry]);
  return entries.map((one) => readEntry(asRecord(one), context)).filter((paper) => paper !== undefined);
}

function readEntry(entry: JsonRecord | undefined, context: FeedOptions): Paper | undefined {
  const id = parsePaperUrl(asText(entry?.get('id'), MAX_FIELD) ?? '');
  if (!entry || id === undefined || parseArxivId(id) === undefined) return undefined;
  const author = entry.get('author');
  const authors = asList(author) ?? (author === undefined ? [] : [author]);
  const item = {
    id,
    title: textOf(entry.get('title')),
    summary: textOf(entry.get('summary')),
    authors: authors.map((one) => ({ name: textOf(asRecord(one)?.get('name')) })),
    publishedAt: textOf(entry.get('published')),
  };
  const found = parseFeedItem(item, context);
  if (typeof found === 'string') return undefined;
  const primary = asRecord(entry.get('arxiv:primary_category'))?.get('@term');
  const category = parseCategory(asText(primary, MAX_FIELD) ?? '');
  return category === undefined ? found : { ...found, category };
}

/** An element with attributes is an object. */
function textOf(element: unknown): string | undefined {
  const text = asRecord(element)?.get('#text') ?? element;
  return typeof text === 'string' ? text : undefined;
}

/** Returns a paper's latest version and its day; `undefined` if arXiv's response does not contain the paper. */
export function readArxivRevision(
  feed: unknown,
  id: string,
): { readonly version: number; readonly day: string } | undefined {
  const entry = asRecord(asRecord(feed)?.get('feed'))?.get('entry');
  for (const one of asList(entry) ?? [entry]) {
    const record = asRecord(one);
    const address = asText(record?.get('id'), MAX_FIELD) ?? '';
    const version = Number(/v(\d{1,3})$/.exec(address)?.[1]);
    const day = asDay(textOf(record?.get('updated')));
    if (parsePaperUrl(address) === id && version > 0 && day !== undefined) return { version, day };
  }
  return undefined;
}
