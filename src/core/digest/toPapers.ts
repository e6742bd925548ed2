import { runToEnd } from '../lang/runGenerator';
import { arxivPages, isArxivId } from '../links/arxiv';
import { titleKey } from '../text/titleKey';
import type { Digest, DigestPaper, DigestProblem } from './problems';
import { extractLinks } from '../links/extractLinks';
import { hasMath } from '../tex/math';
import type { Paper } from '../paper/paper';
import type { DigestMetadata } from './metadata';
import { distinctRepositories } from '../links/repository';
import { uniqueSlug } from './slug';
import { omitUndefined } from '../lang/omitUndefined';

export interface DigestPapers {
  readonly papers: readonly Paper[];
  /** Also papers without authors and date in either source, and duplicates. */
  readonly problems: readonly DigestProblem[];
  readonly unused: readonly DigestMetadata[];
}

/**
 * Joins the papers of a page with their metadata by title, equal titles in order.
 * @param readable converts white space and leftover TeX to readable text
 */
export function toPapers(
  digest: Digest,
  facts: readonly DigestMetadata[],
  readable: (raw: string) => string,
): DigestPapers {
  return runToEnd(addMetadataSteps(digest, facts, readable));
}

/** Like `toPapers`, but yields after each paper. */
export function* addMetadataSteps(
  digest: Digest,
  facts: readonly DigestMetadata[],
  readable: (raw: string) => string,
): Generator<void, DigestPapers> {
  const factsByTitle = new Map<string, DigestMetadata[]>();
  for (const fact of facts) {
    const key = titleKey(readable(fact.title));
    factsByTitle.set(key, [...(factsByTitle.get(key) ?? []), fact]);
  }
  const papers = new Map<string, Paper>();
  const problems = [...digest.problems];
  /** Papers without metadata: a page can be pasted twice. */
  const seen = new Set<string>();
  const numbers = new Map<string, number>();
  for (const source of digest.papers) {
    const title = readable(source.title);
    const fact = factsByTitle.get(titleKey(title))?.shift();
    yield;
    const known = fact?.arxivId ?? source.arxivId;
    const text = `${titleKey(title)} ${source.abstract}`;
    if (fact === undefined && (seen.has(text) || (known !== undefined && papers.has(known)))) continue;
    seen.add(text);
    const id = known ?? uniqueSlug(title, papers, numbers);
    if (papers.has(id)) {
      problems.push({ kind: 'duplicate', line: source.line, subject: title });
      continue;
    }
    const paper = paperFrom(id, title, source, fact, digest.day, readable);
    if (paper.authorCount === 0 && paper.published === '') {
      problems.push({ kind: 'unstated', line: source.line, subject: title });
    }
    papers.set(id, paper);
  }
  return {
    papers: [...papers.values()],
    problems: problems.sort((a, b) => a.line - b.line),
    unused: [...factsByTitle.values()].flat(),
  };
}

function paperFrom(
  id: string,
  title: string,
  source: DigestPaper,
  fact: DigestMetadata | undefined,
  day: string | undefined,
  readable: (raw: string) => string,
): Paper {
  const found = extractLinks(source.abstract);
  const authors = fact?.authors ?? [];
  return omitUndefined({
    id,
    title,
    abstract: readable(source.abstract),
    tex: texOf(source),
    authors,
    authorCount: source.authorCount ?? authors.length,
    published: source.published ?? '',
    featuredOn: day === undefined ? [] : [day],
    comments: source.comments,
    category: fact?.category,
    topics: [],
    repositories: distinctRepositories([
      ...found.repositories,
      ...(fact?.repository ? [fact.repository] : []),
    ]),
    links: [...(isArxivId(id) ? arxivPages(id) : []), ...found.links],
  });
}

function texOf(source: DigestPaper): Paper['tex'] {
  const title = hasMath(source.title) ? source.title : undefined;
  const abstract = hasMath(source.abstract) ? source.abstract : undefined;
  return title === undefined && abstract === undefined ? undefined : omitUndefined({ title, abstract });
}
