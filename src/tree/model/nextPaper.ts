import type { Paper } from '../../core/paper/paper';
import type { LibraryNode } from '../nodes';

/** Papers under one heading, in the order of the rows. */
interface Group {
  readonly key: string;
  readonly papers: readonly Paper[];
}

/**
 * Returns the paper after a row, in its group or at the beginning of the next one. After a heading, returns
 * its first paper; without a row, the first paper of the tree; `undefined` after the last paper.
 */
export function paperAfter(
  row: LibraryNode | undefined,
  groups: readonly Group[],
): { readonly paperId: string; readonly group: string } | undefined {
  const key = row?.kind === 'group' ? row.key : row && 'group' in row ? row.group : undefined;
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
