import type { Paper } from '../../core/paper/paper';
import { groupOf, type LibraryNode, type PaperNode } from '../nodes';

/** Papers in the order of the rows. */
interface Group {
  readonly key: string;
  readonly papers: readonly Paper[];
}

/**
 * Returns the paper after a row, in its group or the next one; without a row, the first paper of the tree;
 * `undefined` after the last paper.
 */
export function paperAfter(
  row: LibraryNode | undefined,
  groups: readonly Group[],
): { readonly paperId: string; readonly group: string } | undefined {
  const key = groupOf(row);
  const at = groups.findIndex((group) => group.key === key);
  const papers = groups[at]?.papers ?? [];
  const place = row?.kind === 'paper' ? papers.findIndex(({ id }) => id === row.paperId) : -1;
  const rest = [
    ...(at < 0 ? [] : [{ key: groups[at]?.key ?? '', papers: papers.slice(place + 1) }]),
    ...groups.slice(at + 1),
  ];
  const group = rest.find((one) => one.papers.length > 0);
  const [next] = group?.papers ?? [];
  return group && next && { paperId: next.id, group: group.key };
}

/**
 * Returns the row to select when all selected rows leave the tree: the next one that remains, else the last one
 * before them; `undefined` if none remains, or a selected paper does.
 * @param groups the groups before the change
 * @param remaining ids of the papers that remain
 */
export function rowInstead(
  selected: readonly LibraryNode[],
  groups: readonly Group[],
  remaining: ReadonlySet<string>,
): PaperNode | undefined {
  const papers = selected.filter((row) => row.kind === 'paper');
  const [first] = papers;
  if (!first || papers.some(({ paperId }) => remaining.has(paperId))) return undefined;
  const rows = groups.flatMap(({ key, papers }) =>
    papers.map(({ id }): PaperNode => ({ kind: 'paper', paperId: id, group: key })),
  );
  const at = rows.findIndex((row) => row.group === first.group && row.paperId === first.paperId);
  if (at < 0) return undefined;
  const remains = (row: PaperNode): boolean => remaining.has(row.paperId);
  return rows.slice(at).find(remains) ?? rows.slice(0, at).findLast(remains);
}
