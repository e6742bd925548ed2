import { findPaperMentions } from '../links/paperMentions';
import { papersByRepository } from '../links/papersByRepository';
import { parseRepository } from '../links/repository';
import type { Paper } from '../paper/paper';

/** What the files of a folder say about the paper that the folder belongs to. */
export interface FolderFacts {
  /** URLs of the git remotes. */
  readonly remotes: readonly string[];
  /** Text of CITATION.cff. */
  readonly citation?: string;
  /** Beginning of the README. */
  readonly readme?: string;
}

/**
 * Why a paper belongs to a folder. `remote`: a git remote is a repository of the paper. `citation`: CITATION.cff names it.
 * `readme`: it is the only paper that the README names. `fork`: a remote has the name of its repository and another owner.
 * `mention`: it is the first of several papers in the README.
 */
export type Evidence = 'remote' | 'citation' | 'readme' | 'fork' | 'mention';

export interface FolderPaper {
  readonly paper: Paper;
  readonly evidence: Evidence;
}

/** The part of the library that is searched. */
export interface WorkspaceLibrary {
  papers(): readonly Paper[];
  paper(id: string): Paper | undefined;
}

/** Most papers of one folder. A repository of a laboratory can be named by many papers. */
const MAX_PAPERS = 3;
/** Shortest repository name that identifies a fork: `code` and `app` are common. */
const MIN_FORK_NAME = 4;

/** Whether a paper is only a guess, which the view marks as such. */
export function isGuess(evidence: Evidence): boolean {
  return evidence === 'fork' || evidence === 'mention';
}

/** Returns the papers of a folder, the surest first. Guesses are returned only if there is nothing better. */
export function folderPapers(facts: FolderFacts, library: WorkspaceLibrary): readonly FolderPaper[] {
  const repositories = facts.remotes.flatMap((url) => parseRepository(webAddress(url)) ?? []);
  const index = papersByRepository(library.papers());
  const known = (id: string | undefined): readonly Paper[] => {
    const paper = id === undefined ? undefined : library.paper(id);
    return paper ? [paper] : [];
  };
  const inReadme = arxivIds(facts.readme ?? '');
  const [first] = inReadme;
  const sure = [
    ...found(
      'remote',
      repositories.flatMap((one) => index.of(one)),
    ),
    ...found('citation', arxivIds(withoutReferences(facts.citation ?? '')).flatMap(known)),
    ...found('readme', inReadme.length === 1 ? known(first) : []),
  ];
  if (sure.length > 0) return distinct(sure);
  const forked = repositories
    .filter(({ name }) => name.length >= MIN_FORK_NAME)
    .map(({ name }) => index.named(name))
    // A name that several papers use identifies none of them.
    .filter((papers) => papers.length === 1);
  return distinct([...found('fork', forked.flat()), ...found('mention', known(first))]);
}

function found(evidence: Evidence, papers: readonly Paper[]): readonly FolderPaper[] {
  return papers.map((paper) => ({ paper, evidence }));
}

function distinct(papers: readonly FolderPaper[]): readonly FolderPaper[] {
  const byId = new Map<string, FolderPaper>();
  for (const one of papers) if (!byId.has(one.paper.id)) byId.set(one.paper.id, one);
  return [...byId.values()].slice(0, MAX_PAPERS);
}

/** Returns a remote's URL as a web address: `git@host:owner/name` and `ssh://git@host/owner/name` name the same page. */
function webAddress(url: string): string {
  return url
    .trim()
    .replace(/^(?:git\+)?ssh:\/\/(?:[^@/]*@)?([\w.-]+)(?::\d+)?\//i, 'https://$1/')
    .replace(/^[\w-]+@([\w.-]+):(?!\/\/)\/?/, 'https://$1/')
    .replace(/^git:\/\//i, 'https://')
    .replace(/^(https?:\/\/)[^@/]*@/i, '$1');
}

/** Returns the arXiv ids that a text marks as such, in order, each once. */
function arxivIds(text: string): readonly string[] {
  const ids = findPaperMentions(text).flatMap(({ arxivId, certain }) =>
    arxivId === undefined || !certain ? [] : [arxivId],
  );
  return [...new Set(ids)];
}

/**
 * Removes the list of works that a CITATION.cff refers to: only the software's own paper is wanted. A full YAML parser is not
 * needed, because ids are found in any value and a top-level key starts at the beginning of a line.
 */
function withoutReferences(cff: string): string {
  return cff.replace(/^references[ \t]*:[^\n]*(?:\n(?![A-Za-z])[^\n]*)*/gm, '');
}
