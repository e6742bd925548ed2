import { isArxivId } from '../links/arxiv';
import { knownFingerprint, withId } from '../paper/lazyPaper';
import { titleKey } from '../text/titleKey';
import { joinPapers, samePaper } from './mergePaper';
import type { Paper } from '../paper/paper';

export interface LibraryChange {
  readonly added: readonly Paper[];
  readonly updated: readonly Paper[];
  readonly removed: readonly string[];
}

export interface MergedSources {
  readonly papers: ReadonlyMap<string, Paper>;
  /** The source versions of each paper that was merged or given another id. */
  readonly versions: ReadonlyMap<string, readonly Paper[]>;
  /** Maps a version's id to the id of its merged paper, if they differ. */
  readonly aliases: ReadonlyMap<string, string>;
}

export const NO_SOURCES: MergedSources = { papers: new Map(), versions: new Map(), aliases: new Map() };

const SLICE_PAPERS = 128;

/**
 * Merges layers of papers, lowest first. Later versions win, but the highest count is kept: a file imported late may
 * have been saved long ago. A paper without an arXiv id is merged into the only paper with an arXiv id and the same
 * title. Unchanged papers are the same objects as in `previous`. Yields so that the caller can pause.
 */
export function* mergeSources(
  layers: readonly (readonly Paper[])[],
  previous: MergedSources = NO_SOURCES,
): Generator<void, MergedSources> {
  const known = yield* idsByTitle(layers);
  const papers = new Map<string, Paper>();
  const versions = new Map<string, Paper[]>();
  const aliases = new Map<string, string>();
  let looked = 0;
  for (const layer of layers) {
    for (const paper of layer) {
      if (++looked % SLICE_PAPERS === 0) yield;
      const hasOwn = known === undefined || isArxivId(paper.id);
      const id = hasOwn ? paper.id : (known.get(titleKey(paper.title)) ?? paper.id);
      const other = papers.get(id);
      if (!other) papers.set(id, paper);
      if (paper.id !== id) aliases.set(paper.id, id);
      else if (!other) continue;
      const all = versions.get(id);
      if (all) all.push(paper);
      else versions.set(id, other ? [other, paper] : [paper]);
    }
  }
  for (const [id, all] of versions) {
    if (++looked % SLICE_PAPERS === 0) yield;
    const kept = sameObjects(all, previous.versions.get(id)) ? previous.papers.get(id) : undefined;
    papers.set(id, kept ?? mergeVersions(id, all));
  }
  // Two titles can have the same slug; the first paper keeps it.
  for (const id of aliases.keys()) if (papers.has(id)) aliases.delete(id);
  return { papers, versions, aliases };
}

/** Computes the changes of papers. A paper that got another id was updated. Yields so that the caller can pause. */
export function* changeBetween(
  earlier: MergedSources,
  current: MergedSources,
): Generator<void, LibraryChange> {
  const [before, after, aliases] = [earlier.papers, current.papers, current.aliases];
  if (before.size === 0) return { added: [...after.values()], updated: [], removed: [] };
  const added: Paper[] = [];
  const updated: Paper[] = [];
  const removed: string[] = [];
  const earlierIds = new Map([...aliases].filter(([id]) => before.has(id)).map(([id, now]) => [now, id]));
  let looked = 0;
  for (const [id, paper] of after) {
    if (++looked % SLICE_PAPERS === 0) yield;
    const oldId = before.has(id) ? id : (earlierIds.get(id) ?? id);
    const old = before.get(oldId);
    if (!old) added.push(paper);
    else if (old !== paper) {
      const versions = [earlier.versions.get(oldId) ?? [old], current.versions.get(id) ?? [paper]] as const;
      if (haveOtherTexts(...versions) || !samePaper(old, paper)) updated.push(paper);
    }
  }
  for (const id of before.keys()) {
    if (++looked % SLICE_PAPERS === 0) yield;
    if (!after.has(aliases.get(id) ?? id)) removed.push(id);
  }
  return { added, updated, removed };
}

/**
 * Compares the fingerprints of texts that are not in memory: a lazy paper whose file was replaced reads the new text, so
 * its text cannot be compared. False if the numbers of versions differ; then the papers themselves may be equal.
 */
function haveOtherTexts(before: readonly Paper[], after: readonly Paper[]): boolean {
  return (
    before.length === after.length &&
    before.some((old, i) => {
      const [earlier, now] = [old, after[i] ?? old].map(knownFingerprint);
      return earlier !== undefined && now !== undefined && earlier !== now;
    })
  );
}

/** Versions under a slug count as older, because they lack facts. */
function mergeVersions(id: string, versions: readonly Paper[]): Paper {
  const [first, ...later] = [...versions.filter((p) => p.id !== id), ...versions.filter((p) => p.id === id)];
  if (!first) throw new Error('a paper without an account');
  return later.reduce(joinPapers, first.id === id ? first : withId(first, id));
}

/** Maps each title to its arXiv id, if it has only one. Returns `undefined` if all papers have arXiv ids. */
function* idsByTitle(
  layers: readonly (readonly Paper[])[],
): Generator<void, ReadonlyMap<string, string> | undefined> {
  if (!(yield* hasOtherIds(layers))) return undefined;
  const ids = new Map<string, string>();
  const shared = new Set<string>();
  let looked = 0;
  for (const layer of layers) {
    for (const paper of layer) {
      if (++looked % SLICE_PAPERS === 0) yield;
      if (!isArxivId(paper.id)) continue;
      const key = titleKey(paper.title);
      const other = ids.get(key);
      if (other !== undefined && other !== paper.id) shared.add(key);
      else ids.set(key, paper.id);
    }
  }
  for (const key of shared) ids.delete(key);
  ids.delete('');
  return ids;
}

function* hasOtherIds(layers: readonly (readonly Paper[])[]): Generator<void, boolean> {
  let looked = 0;
  for (const layer of layers) {
    for (const paper of layer) {
      if (++looked % SLICE_PAPERS === 0) yield;
      if (!isArxivId(paper.id)) return true;
    }
  }
  return false;
}

function sameObjects(a: readonly Paper[], b: readonly Paper[] | undefined): boolean {
  return b?.length === a.length && a.every((paper, index) => paper === b[index]);
}
