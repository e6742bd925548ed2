import type { GroupNode } from './nodes';

/** The nodes of headings, and which headings are expanded. VS Code identifies a row by its node object. */
export class ExpandedHeadings {
  readonly #nodes = new Map<string, GroupNode>();
  readonly #open = new Set<string>();
  /** Number of times that the view itself collapsed each heading. */
  readonly #collapses = new Map<string, number>();

  of(key: string): GroupNode {
    const known = this.#nodes.get(key);
    if (known) return known;
    const node: GroupNode = { kind: 'group', key };
    this.#nodes.set(key, node);
    return node;
  }

  isOpen(key: string): boolean {
    return this.#open.has(key);
  }

  noteOpen(key: string, isOpen: boolean): void {
    if (isOpen) this.#open.add(key);
    else this.#open.delete(key);
  }

  closeAll(): void {
    this.#open.clear();
  }

  /** Returns false for a node from before `clear` or `collapse`. */
  isCurrent(node: GroupNode): boolean {
    return this.#nodes.get(node.key) === node;
  }

  clear(): void {
    this.#nodes.clear();
  }

  /** Collapses a heading by giving it another id: VS Code stores the state of a row by its id. */
  collapse(key: string): void {
    this.#open.delete(key);
    this.#nodes.delete(key);
    this.#collapses.set(key, (this.#collapses.get(key) ?? 0) + 1);
  }

  /** Returns the part of a heading's id that `collapse` changes. */
  suffix(key: string): string {
    const collapses = this.#collapses.get(key) ?? 0;
    return collapses === 0 ? '' : ` ${collapses}`;
  }
}
