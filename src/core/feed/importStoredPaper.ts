import { parseCategory } from '../links/arxiv';
import { parseFeedItem } from './parseFeed';
import { hasMath } from '../tex/math';
import { stripControls } from '../text/sanitize';
import { parseLinkField } from '../links/parseLinkField';
import type { Paper, PaperLink } from '../paper/paper';
import { distinctRepositories, normalizedRepository } from '../links/repository';
import { omitUndefined } from '../lang/omitUndefined';
import { parseStoredPaper } from '../paper/storedPaper';
import { asRecord } from '../lang/json';

/**
 * Reads a paper in the store's format from a file of unknown origin. Validates all fields as for a feed item and
 * rebuilds every URL.
 * @param value a line of a store file, or the paper alone
 * @returns `undefined` for another format; the reason if the paper is invalid
 */
export function importStoredPaper(
  value: unknown,
  readable: (raw: string) => string,
): Paper | string | undefined {
  const fields = asRecord(value)?.get('paper') ?? value;
  // Only the store's format has this field. Parsing a million other items would be slow.
  const stored = asRecord(fields)?.has('authorCount') ? parseStoredPaper(fields) : undefined;
  if (!stored) return undefined;
  const item = parseFeedItem(
    {
      paper: {
        id: stored.id,
        title: stored.title,
        summary: stored.abstract,
        authors: stored.authors,
        publishedAt: stored.published,
        upvotes: stored.upvotes,
        githubStars: stored.stars,
        ai_summary: stored.aiSummary,
        ai_keywords: stored.keywords,
      },
      numComments: stored.comments,
    },
    // The stored texts were already converted. A second conversion could change them.
    { readable: asStored },
  );
  if (typeof item === 'string') return item;
  const pages = stored.links.filter(isPage).map(({ kind, url }) => ({ kind, found: parseLinkField(url) }));
  const pageLinks = pages.flatMap(({ kind, found }) => found.links.map(({ url }) => ({ kind, url })));
  const links = new Map(item.links.filter((link) => !isPage(link)).map((link) => [link.url, link]));
  for (const link of pageLinks) if (!links.has(link.url)) links.set(link.url, link);
  return omitUndefined({
    ...item,
    tex: texOf(stored, readable),
    authorCount: stored.authorCount,
    category: stored.category === undefined ? undefined : parseCategory(stored.category),
    featuredOn: [...new Set(stored.featuredOn)].sort(),
    repositories: distinctRepositories([
      ...stored.repositories.map(normalizedRepository).filter((one) => one !== undefined),
      ...pages.flatMap(({ found }) => found.repositories),
    ]),
    links: [...links.values()],
  });
}

function asStored(text: string): string {
  return stripControls(text).replace(/ {2,}/g, ' ').trim();
}

/** Keeps raw texts that contain formulas and convert to the displayed texts. */
function texOf({ title, abstract, tex }: Paper, readable: (raw: string) => string): Paper['tex'] {
  const agreeing = (raw: string | undefined, shown: string): string | undefined =>
    raw !== undefined && hasMath(raw) && readable(raw) === shown ? raw : undefined;
  const kept = omitUndefined({
    title: agreeing(tex?.title, title),
    abstract: agreeing(tex?.abstract, abstract),
  });
  return kept.title === undefined && kept.abstract === undefined ? undefined : kept;
}

/** Pages that cannot be derived from the paper's id. */
function isPage({ kind }: PaperLink): boolean {
  return kind === 'project' || kind === 'page';
}
