import { isArxivId } from '../links/arxiv';
import { withId } from '../paper/lazyPaper';
import { titleKey } from '../text/titleKey';
import { joinPapers, samePaper } from './mergePaper';
import type { Paper } from '../paper/paper';

/** Which papers came, which say something new (the new accounts), and the ids of those that are gone. */
export interface PapersChange {
  readonly added: readonly Paper[];
  readonly updated: readonly Paper[];
  readonly removed: readonly string[];
}

/** Layers of accounts merged by id. */
export interface MergedLayers {
  readonly papers: ReadonlyMap<string, Paper>;
  /** The accounts of those papers that were made from other objects. */
  readonly accounts: ReadonlyMap<string, readonly Paper[]>;
  /** The id of the paper that an account under another id joined, by that other id. */
  readonly aliases: ReadonlyMap<string, string>;
}

/** What a library starts from. */
export const NO_LAYERS: MergedLayers = { papers: new Map(), accounts: new Map(), aliases: new Map() };

/** Papers between two chances to pause. */
const SLICE = 128;

/**
 * Merges layers of papers, lowest layer first, later accounts winning but for counts, of which the highest stays: a
 * file that is imported late may have been saved long ago. A paper without an arXiv id joins the one paper
 * that has the same title and such an id. What did not change since `previous` is taken over as the same object. A
 * generator, so that a host can do other work between two steps.
 */
export function* mergeLayers(
  layers: readonly (readonly Paper[])[],
  previous: MergedLayers = NO_LAYERS,
): Generator<void, MergedLayers> {
  const known = yield* idsByTitle(layers);
  const papers = new Map<string, Paper>();
  const accounts = new Map<string, Paper[]>();
  const aliases = new Map<string, string>();
  let looked = 0;
  for (const layer of layers) {
    for (const paper of layer) {
      if (++looked % SLICE === 0) yield;
      const hasOwn = known === undefined || isArxivId(paper.id);
      const id = hasOwn ? paper.id : (known.get(titleKey(paper.title)) ?? paper.id);
      const other = papers.get(id);
      if (!other) papers.set(id, paper);
      if (paper.id !== id) aliases.set(paper.id, id);
      else if (!other) continue;
      const told = accounts.get(id);
      if (told) told.push(paper);
      else accounts.set(id, other ? [other, paper] : [paper]);
    }
  }
  for (const [id, told] of accounts) {
    if (++looked % SLICE === 0) yield;
    const kept = sameObjects(told, previous.accounts.get(id)) ? previous.papers.get(id) : undefined;
    papers.set(id, kept ?? mergeAccounts(id, told));
  }
  // Two titles may have one slug, of which one paper keeps it.
  for (const id of aliases.keys()) if (papers.has(id)) aliases.delete(id);
  return { papers, accounts, aliases };
}

/** What changed between two sets of papers; in steps, too. */
export function* changeBetween(
  before: ReadonlyMap<string, Paper>,
  after: ReadonlyMap<string, Paper>,
): Generator<void, PapersChange> {
  if (before.size === 0) return { added: [...after.values()], updated: [], removed: [] };
  const added: Paper[] = [];
  const updated: Paper[] = [];
  const removed: string[] = [];
  let looked = 0;
  for (const [id, paper] of after) {
    if (++looked % SLICE === 0) yield;
    const old = before.get(id);
    if (!old) added.push(paper);
    else if (old !== paper && !samePaper(old, paper)) updated.push(paper);
  }
  for (const id of before.keys()) {
    if (++looked % SLICE === 0) yield;
    if (!after.has(id)) removed.push(id);
  }
  return { added, updated, removed };
}

/** An account under a slug came without the facts that an arXiv id brings, so it counts as the older one. */
function mergeAccounts(id: string, told: readonly Paper[]): Paper {
  const [first, ...later] = [...told.filter((p) => p.id !== id), ...told.filter((p) => p.id === id)];
  if (!first) throw new Error('a paper without an account');
  return later.reduce(joinPapers, first.id === id ? first : withId(first, id));
}

/** The arXiv id under each title that one id alone has; undefined if no paper needs it. */
function* idsByTitle(
  layers: readonly (readonly Paper[])[],
): Generator<void, ReadonlyMap<string, string> | undefined> {
  if (!layers.some((layer) => layer.some((paper) => !isArxivId(paper.id)))) return undefined;
  const ids = new Map<string, string>();
  const shared = new Set<string>();
  let looked = 0;
  for (const layer of layers) {
    for (const paper of layer) {
      if (++looked % SLICE === 0) yield;
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

function sameObjects(a: readonly Paper[], b: readonly Paper[] | undefined): boolean {
  return b?.length === a.length && a.every((paper, index) => paper === b[index]);
}
