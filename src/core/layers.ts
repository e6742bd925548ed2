import { plainPaper } from './lazyPaper';
import { mergePaper, samePaper } from './merge';
import type { Paper } from './paper';

/** Which papers came, which say something new (the new accounts), and the ids of those that are gone. */
export interface PapersChange {
  readonly added: readonly Paper[];
  readonly updated: readonly Paper[];
  readonly removed: readonly string[];
}

/** Layers of accounts merged by id, with the accounts that each paper was merged from. */
export interface MergedLayers {
  readonly papers: ReadonlyMap<string, Paper>;
  readonly accounts: ReadonlyMap<string, readonly Paper[]>;
}

const ARXIV_ID = /^\d{4}\.\d{4,5}$/;

/**
 * Merges layers of papers, oldest layer first, later accounts winning. A paper without an arXiv id joins the one paper
 * that has the same title and such an id. What did not change since `previous` is taken over as the same object.
 */
export function mergeLayers(
  layers: readonly Iterable<Paper>[],
  previous: MergedLayers = { papers: new Map(), accounts: new Map() },
): MergedLayers {
  const all = layers.map((layer) => [...layer]);
  const known = idsByTitle(all);
  const accounts = new Map<string, Paper[]>();
  for (const layer of all) {
    for (const paper of layer) {
      const id = ARXIV_ID.test(paper.id) ? paper.id : (known.get(titleKey(paper.title)) ?? paper.id);
      const told = accounts.get(id);
      if (told) told.push(paper);
      else accounts.set(id, [paper]);
    }
  }
  const papers = new Map<string, Paper>();
  for (const [id, told] of accounts) {
    const kept = sameObjects(told, previous.accounts.get(id)) ? previous.papers.get(id) : undefined;
    papers.set(id, kept ?? mergeAccounts(id, told));
  }
  return { papers, accounts };
}

/** What changed between two sets of papers. */
export function changeBetween(
  before: ReadonlyMap<string, Paper>,
  after: ReadonlyMap<string, Paper>,
): PapersChange {
  const added: Paper[] = [];
  const updated: Paper[] = [];
  for (const [id, paper] of after) {
    const old = before.get(id);
    if (!old) added.push(paper);
    else if (old !== paper && !samePaper(old, paper)) updated.push(paper);
  }
  return { added, updated, removed: [...before.keys()].filter((id) => !after.has(id)) };
}

/** An account under a slug came without the facts that an arXiv id brings, so it counts as the older one. */
function mergeAccounts(id: string, told: readonly Paper[]): Paper {
  const [first, ...later] = [...told.filter((p) => p.id !== id), ...told.filter((p) => p.id === id)];
  if (!first) throw new Error('a paper without an account');
  return later.reduce(mergePaper, first.id === id ? first : { ...plainPaper(first), id });
}

/** The arXiv id under each title that one id alone has; empty when no paper needs it. */
function idsByTitle(layers: readonly (readonly Paper[])[]): Map<string, string> {
  const ids = new Map<string, string>();
  if (!layers.some((layer) => layer.some((paper) => !ARXIV_ID.test(paper.id)))) return ids;
  const shared = new Set<string>();
  for (const paper of layers.flat()) {
    if (!ARXIV_ID.test(paper.id)) continue;
    const key = titleKey(paper.title);
    const other = ids.get(key);
    if (other !== undefined && other !== paper.id) shared.add(key);
    else ids.set(key, paper.id);
  }
  for (const key of shared) ids.delete(key);
  ids.delete('');
  return ids;
}

/** A title as it is compared: letters and digits of any script, in lower case. */
function titleKey(title: string): string {
  return title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

function sameObjects(a: readonly Paper[], b: readonly Paper[] | undefined): boolean {
  return b?.length === a.length && a.every((paper, index) => paper === b[index]);
}
