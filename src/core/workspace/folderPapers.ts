import { findPaperMentions } from '../links/paperMentions';
import { papersByRepository } from '../links/papersByRepository';
import { parseRepository } from '../links/repository';
import type { Paper } from '../paper/paper';

export interface FolderFacts {
  readonly remotes: readonly string[];
  readonly citation?: string;
  readonly readme?: string;
}

/**
 * Why a paper belongs to a folder. `remote`: a git remote is a repository of the paper. `citation`: CITATION.cff names
 * the paper. `readme`: the README names only this paper. `fork`: a remote has the name of the paper's repository and
 * another owner. `mention`: the README names several papers, this one first.
 */
export type Evidence = 'remote' | 'citation' | 'readme' | 'fork' | 'mention';

export interface FolderPaper {
  readonly paper: Paper;
  readonly evidence: Evidence;
}

export interface WorkspaceLibrary {
  papers(): readonly Paper[];
  paper(id: string): Paper | undefined;
}

/** Many papers may name a laboratory's repository. */
const MAX_PAPERS = 3;
/** Minimum length of a repository name that identifies a fork: `code` and `app` are common. */
const MIN_FORK_NAME = 4;

/** The view marks guesses. */
export function isGuess(evidence: Evidence): boolean {
  return evidence === 'fork' || evidence === 'mention';
}

/** Returns the most certain papers first, and guesses only if there are no certain papers. */
export function folderPapers(facts: FolderFacts, library: WorkspaceLibrary): readonly FolderPaper[] {
  const repositories = facts.remotes.flatMap((url) => parseRepository(webAddress(url)) ?? []);
  const index = papersByRepository(library.papers());
  const known = (id: string | undefined): readonly Paper[] => {
    const paper = id === undefined ? undefined : library.paper(id);
    return paper ? [paper] : [];
  };
  const inCitation = arxivIds(withoutReferences(facts.citation ?? ''));
  const inReadme = arxivIds(facts.readme ?? '');
  const named = [...inCitation, ...inReadme];
  const [first] = inReadme;
  const sure = [
    ...found(
      'remote',
      namedFirst(
        repositories.flatMap((one) => index.of(one)),
        named,
      ),
    ),
    ...found('citation', inCitation.flatMap(known)),
    ...found('readme', inReadme.length === 1 ? known(first) : []),
  ];
  if (sure.length > 0) return distinct(sure);
  const forked = repositories
    .filter(({ name }) => name.length >= MIN_FORK_NAME)
    .map(({ name }) => index.named(name))
    // A repository name that several papers use identifies none of them.
    .filter((papers) => papers.length === 1);
  return distinct([...found('fork', forked.flat()), ...found('mention', known(first))]);
}

/** Many papers may name the repository that they used, so papers that the folder's files name come first. */
function namedFirst(papers: readonly Paper[], named: readonly string[]): readonly Paper[] {
  const rank = ({ id }: Paper): number => (named.includes(id) ? named.indexOf(id) : named.length);
  return papers.toSorted((a, b) => rank(a) - rank(b));
}

function found(evidence: Evidence, papers: readonly Paper[]): readonly FolderPaper[] {
  return papers.map((paper) => ({ paper, evidence }));
}

function distinct(papers: readonly FolderPaper[]): readonly FolderPaper[] {
  const byId = new Map<string, FolderPaper>();
  for (const one of papers) if (!byId.has(one.paper.id)) byId.set(one.paper.id, one);
  return [...byId.values()].slice(0, MAX_PAPERS);
}

/** Converts `git@host:owner/name` and `ssh://git@host/…`. */
function webAddress(url: string): string {
  return url
    .trim()
    .replace(/^(?:git\+)?ssh:\/\/(?:[^@/]*@)?([\w.-]+)(?::\d+)?\//i, 'https://$1/')
    .replace(/^[\w-]+@([\w.-]+):(?!\/\/)\/?/, 'https://$1/')
    .replace(/^git:\/\//i, 'https://')
    .replace(/^(https?:\/\/)[^@/]*@/i, '$1');
}

/** Returns distinct ids that the text marks as arXiv's, in order. */
function arxivIds(text: string): readonly string[] {
  const ids = findPaperMentions(text).flatMap(({ arxivId, certain }) =>
    arxivId === undefined || !certain ? [] : [arxivId],
  );
  return [...new Set(ids)];
}

/** Keeps only the software's own paper. Needs no YAML parser. */
function withoutReferences(cff: string): string {
  return cff.replace(/^references[ \t]*:[^\n]*(?:\n(?![A-Za-z])[^\n]*)*/gm, '');
}
