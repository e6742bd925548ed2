import { isArxivId, parseArxivId } from '../links/arxiv';
import type { Paper } from '../paper/paper';
import type { CitableEntry } from './bibFile';
import { assignCitationKeys, publicationYear, type KeysOfPapers } from './citationKey';
import { comparableTitle } from './comparableTitle';
import { authorNames, type AuthorName } from './personName';
import { citedUrl } from './titleLink';

/** Unknown facts are absent. */
export interface Reference {
  /** Unique within one export. */
  readonly key: string;
  readonly title: string;
  readonly abstract: string;
  readonly authors: readonly AuthorName[];
  /** `YYYY-MM-DD`, or only the year from the arXiv id. */
  readonly published?: string;
  readonly arxivId?: string;
  /** DOI that arXiv registers. */
  readonly doi?: string;
  readonly url?: string;
  /** Labels of the topics, then the keywords. */
  readonly tags: readonly string[];
  /** URLs of repositories. */
  readonly code: readonly string[];
}

/**
 * Collects the facts of papers for reference managers.
 * @param topicLabel label of a topic, by its id
 * @param kept keys from before; see `assignCitationKeys`
 */
export function references(
  papers: Iterable<Paper>,
  topicLabel: (id: string) => string,
  kept?: KeysOfPapers,
): readonly Reference[] {
  return assignCitationKeys(papers, kept).map(({ paper, key }) => {
    const arxivId = isArxivId(paper.id) ? paper.id : undefined;
    const url = citedUrl(paper);
    const published = paper.published === '' ? publicationYear(paper) : paper.published;
    return {
      ...{ key, title: oneLine(paper.title), abstract: oneLine(paper.abstract) },
      authors: authorNames(paper.authors.map(oneLine)),
      ...(published !== undefined && { published }),
      ...(arxivId !== undefined && { arxivId, doi: `10.48550/arXiv.${arxivId}` }),
      ...(url !== undefined && { url }),
      tags: [...new Set([...paper.topics.map(topicLabel), ...(paper.keywords ?? []).map(oneLine)])].filter(
        (tag) => tag !== '',
      ),
      code: paper.repositories.map((repository) => repository.url),
    };
  });
}

/** Removes line breaks and control characters: in RIS, a new line could start another field. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}

/**
 * Returns an exported reference as an entry of a bibliography; none without a key.
 * @param number arXiv id in the notation of the exports, `arXiv:2109.00859`
 */
export function citableEntry(
  key: string | undefined,
  number: string | undefined,
  doi: string | undefined,
  title: string | undefined,
): readonly CitableEntry[] {
  if (key === undefined || key === '') return [];
  const arxivId = number === undefined ? undefined : parseArxivId(number);
  return [
    {
      key,
      ...(arxivId !== undefined && { arxivId }),
      ...(doi !== undefined && { doi: doi.toLowerCase() }),
      ...(title !== undefined && { title: comparableTitle(title) }),
    },
  ];
}
