import type { PaperSummaryFields, PaperTexts } from './lazyPaper';
import type { LinkKind, Paper, PaperLink, Repository } from './paper';
import { omitUndefined } from '../lang/omitUndefined';
import { asCount, asDay, asList, asText } from '../lang/json';

/** Maximum length of a text field, in UTF-16 code units. The longest real abstract is far shorter. */
export const MAX_TEXT_LENGTH = 100_000;

/** Maximum length of a name, URL or keyword. */
const MAX_NAME_LENGTH = 2048;

const LINK_KINDS: ReadonlySet<string> = new Set<LinkKind>(['arxiv', 'pdf', 'huggingface', 'project', 'page']);

/**
 * Reads a paper in the format of the library's store. Strict: returns `undefined` if any field has a wrong
 * type. Ignores unknown fields; code that rewrites a file has to preserve them.
 */
export function parseStoredPaper(value: unknown): Paper | undefined {
  return orUndefined(() => {
    const fields = fieldsOf(value);
    return { ...summaryOf(fields), ...textsOf(fields) };
  });
}

/** Reads the facts of a stored paper; `undefined` if any is invalid. */
export function parseStoredSummary(value: unknown): PaperSummaryFields | undefined {
  return orUndefined(() => summaryOf(fieldsOf(value)));
}

/** Reads the texts of a stored paper; `undefined` if any is invalid. */
export function parseStoredTexts(value: unknown): PaperTexts | undefined {
  return orUndefined(() => textsOf(fieldsOf(value)));
}

/** Reads the title of a stored paper; `undefined` if it is invalid. */
export function parseStoredTitle(value: unknown): string | undefined {
  return orUndefined(() => text(value, MAX_TEXT_LENGTH));
}
export function parseStoredAuthors(value: unknown): readonly string[] | undefined {
  return orUndefined(() => texts(value));
}
export function parseStoredRepositories(value: unknown): readonly Repository[] | undefined {
  return orUndefined(() => listOf(value, repositoryOf));
}

export const TEXT_FIELDS = [
  'abstract',
  'links',
  'tex',
  'aiSummary',
  'keywords',
] as const satisfies readonly (keyof PaperTexts)[];

/** Returns every field of a paper in the order of the store: facts first, then texts. */
export function storedForm(paper: Paper): Record<keyof Paper, unknown> {
  return {
    id: paper.id,
    title: paper.title,
    authors: paper.authors,
    authorCount: paper.authorCount,
    published: paper.published,
    featuredOn: paper.featuredOn,
    comments: paper.comments,
    upvotes: paper.upvotes,
    stars: paper.stars,
    category: paper.category,
    topics: paper.topics,
    repositories: paper.repositories.map(({ host, owner, name, ref, folder, url }) => ({
      host,
      owner,
      name,
      ref,
      folder,
      url,
    })),
    abstract: paper.abstract,
    links: paper.links.map(({ kind, url }) => ({ kind, url })),
    tex: paper.tex && { title: paper.tex.title, abstract: paper.tex.abstract },
    aiSummary: paper.aiSummary,
    keywords: paper.keywords,
  };
}

class InvalidPaperError extends Error {}

function orUndefined<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof InvalidPaperError) return undefined;
    throw error;
  }
}

/**
 * Fields of parsed JSON. Only names that objects do not inherit are read, so `__proto__` is never accessed.
 */
type Fields = Readonly<Record<string, unknown>>;
type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Written field by field for speed: startup with the full archive reads tens of thousands of papers. */
function summaryOf(fields: Fields): PaperSummaryFields {
  const facts: Writable<PaperSummaryFields> = {
    id: text(fields['id'], 300),
    title: text(fields['title'], MAX_TEXT_LENGTH),
    authors: texts(fields['authors']),
    authorCount: count(fields['authorCount']),
    published: fields['published'] === '' ? '' : day(fields['published']),
    featuredOn: listOf(fields['featuredOn'], day),
    comments: count(fields['comments']),
    topics: texts(fields['topics']),
    repositories: listOf(fields['repositories'], repositoryOf),
  };
  if (fields['upvotes'] !== undefined) facts.upvotes = count(fields['upvotes']);
  if (fields['stars'] !== undefined) facts.stars = count(fields['stars']);
  if (fields['category'] !== undefined) facts.category = name(fields['category']);
  return facts;
}

function textsOf(fields: Fields): PaperTexts {
  const found: Writable<PaperTexts> = {
    abstract: text(fields['abstract'], MAX_TEXT_LENGTH),
    links: listOf(fields['links'], linkOf),
  };
  if (fields['tex'] !== undefined) found.tex = texOf(fields['tex']);
  if (fields['aiSummary'] !== undefined) found.aiSummary = text(fields['aiSummary'], MAX_TEXT_LENGTH);
  if (fields['keywords'] !== undefined) found.keywords = texts(fields['keywords']);
  return found;
}

function fieldsOf(value: unknown): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new InvalidPaperError();
  return value as Fields;
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new InvalidPaperError();
  return value;
}

function text(value: unknown, longest: number): string {
  return required(asText(value, longest));
}

function name(value: unknown): string {
  return text(value, MAX_NAME_LENGTH);
}

function texts(value: unknown): string[] {
  return listOf(value, name);
}

function count(value: unknown): number {
  return required(asCount(value));
}

/** Cache of valid days: an archive has far fewer days than papers. */
const dayCache = new Set<string>();

function day(value: unknown): string {
  if (typeof value === 'string' && dayCache.has(value)) return value;
  const found = required(asDay(value));
  dayCache.add(found);
  return found;
}

function listOf<T>(value: unknown, read: (item: unknown) => T): T[] {
  const items = required(asList(value));
  const list: T[] = [];
  for (const item of items) list.push(read(item));
  return list;
}

function texOf(value: unknown): NonNullable<Paper['tex']> {
  const { title, abstract } = fieldsOf(value);
  return omitUndefined({
    title: title === undefined ? undefined : text(title, MAX_TEXT_LENGTH),
    abstract: abstract === undefined ? undefined : text(abstract, MAX_TEXT_LENGTH),
  });
}

function repositoryOf(value: unknown): Repository {
  const { host, owner, name: repository, ref, folder, url } = fieldsOf(value);
  return omitUndefined({
    host: name(host),
    owner: name(owner),
    name: name(repository),
    ref: ref === undefined ? undefined : name(ref),
    folder: folder === undefined ? undefined : name(folder),
    url: httpsUrl(url),
  });
}

function linkOf(value: unknown): PaperLink {
  const { kind, url } = fieldsOf(value);
  const known = name(kind);
  if (!LINK_KINDS.has(known)) throw new InvalidPaperError();
  return { kind: known as LinkKind, url: httpsUrl(url) };
}

function httpsUrl(value: unknown): string {
  const url = name(value);
  if (!url.startsWith('https://')) throw new InvalidPaperError();
  return url;
}
