import type { LinkKind, Paper, PaperLink, Repository } from './paper';
import { stated } from './stated';
import { asCount, asDay, asList, asRecord, asText, type JsonRecord } from './value';

/** Longest text of one field, in UTF-16 code units; the longest real abstract is far below. */
export const LONGEST_TEXT = 100_000;

const LINK_KINDS: ReadonlySet<string> = new Set<LinkKind>(['arxiv', 'pdf', 'huggingface', 'project', 'page']);

/**
 * A paper as our own store wrote it. Strict: any field of a wrong type means that this is not what was written, and
 * gives undefined. Fields that this version does not know are left to who rewrites the file.
 */
export function readStoredPaper(value: unknown): Paper | undefined {
  const record = asRecord(value);
  if (!record) return undefined;
  try {
    return stated({
      id: needed(asText(record.get('id'), 300)),
      title: needed(asText(record.get('title'), LONGEST_TEXT)),
      abstract: needed(asText(record.get('abstract'), LONGEST_TEXT)),
      tex: maybe(record, 'tex', readTex),
      authors: texts(record.get('authors')),
      authorCount: needed(asCount(record.get('authorCount'))),
      published: record.get('published') === '' ? '' : needed(asDay(record.get('published'))),
      featuredOn: needed(asList(record.get('featuredOn'))).map((day) => needed(asDay(day))),
      comments: needed(asCount(record.get('comments'))),
      upvotes: maybe(record, 'upvotes', asCount),
      stars: maybe(record, 'stars', asCount),
      category: maybe(record, 'category', shortText),
      topics: texts(record.get('topics')),
      repositories: needed(asList(record.get('repositories'))).map(readRepository),
      links: needed(asList(record.get('links'))).map(readLink),
      aiSummary: maybe(record, 'aiSummary', longText),
      keywords: maybe(record, 'keywords', texts),
    });
  } catch (error) {
    if (error instanceof NotStored) return undefined;
    throw error;
  }
}

class NotStored extends Error {}

function needed<T>(value: T | undefined): T {
  if (value === undefined) throw new NotStored();
  return value;
}

function maybe<T>(record: JsonRecord, key: string, read: (value: unknown) => T | undefined): T | undefined {
  return record.has(key) ? needed(read(record.get(key))) : undefined;
}

function shortText(value: unknown): string | undefined {
  return asText(value, 2048);
}

function longText(value: unknown): string | undefined {
  return asText(value, LONGEST_TEXT);
}

function texts(value: unknown): string[] {
  return needed(asList(value)).map((item) => needed(shortText(item)));
}

function readTex(value: unknown): Paper['tex'] {
  const record = needed(asRecord(value));
  return stated({ title: maybe(record, 'title', longText), abstract: maybe(record, 'abstract', longText) });
}

function readRepository(value: unknown): Repository {
  const record = needed(asRecord(value));
  return stated({
    host: needed(shortText(record.get('host'))),
    owner: needed(shortText(record.get('owner'))),
    name: needed(shortText(record.get('name'))),
    ref: maybe(record, 'ref', shortText),
    folder: maybe(record, 'folder', shortText),
    url: httpsUrl(record),
  });
}

function readLink(value: unknown): PaperLink {
  const record = needed(asRecord(value));
  const kind = needed(shortText(record.get('kind')));
  if (!LINK_KINDS.has(kind)) throw new NotStored();
  return { kind: kind as LinkKind, url: httpsUrl(record) };
}

function httpsUrl(record: JsonRecord): string {
  const url = needed(shortText(record.get('url')));
  if (!url.startsWith('https://')) throw new NotStored();
  return url;
}
