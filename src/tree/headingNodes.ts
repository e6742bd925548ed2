import type { GroupNode } from './nodes';

/** The nodes of headings. VS Code finds the row to refresh by the identity of its node, so each heading has one. */
export class HeadingNodes {
  readonly #nodes = new Map<string, GroupNode>();
  /** How often each heading was collapsed by the view itself. */
  readonly #collapses = new Map<string, number>();

  /** Returns the node of a heading. */
  of(key: string): GroupNode {
    const known = this.#nodes.get(key);
    if (known) return known;
    const node: GroupNode = { kind: 'group', key };
    this.#nodes.set(key, node);
    return node;
  }

  /** Returns false for a node from before `clear` or `renew`. */
  isCurrent(node: GroupNode): boolean {
    return this.#nodes.get(node.key) === node;
  }

  /** Forgets all nodes. */
  clear(): void {
    this.#nodes.clear();
  }

  /**
   * Gives a heading another id, which collapses it. VS Code has no call for that and keeps the state of a row by its
   * id.
   */
  renew(key: string): void {
    this.#nodes.delete(key);
    this.#collapses.set(key, (this.#collapses.get(key) ?? 0) + 1);
  }

  /** Returns the part of a heading's id that `renew` changes. */
  suffix(key: string): string {
    const collapses = this.#collapses.get(key) ?? 0;
    return collapses === 0 ? '' : ` ${collapses}`;
  }
}
