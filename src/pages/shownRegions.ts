interface RegionHtml {
  readonly html: string;
}

/**
 * Tracks the content of a webview page. A page is loaded with a complete document, then gets changed regions
 * as messages. It receives messages only after it sent `ready`, and VS Code discards a hidden page. So the
 * content has a revision: `ready` states the revision of the loaded document, and the page gets all later
 * changes.
 */
export class ShownRegions<R extends RegionHtml> {
  #regions: readonly R[] = [];
  #revision = 0;
  /** Revision and content of the document from which the page is loaded. */
  #loaded: { readonly revision: number; readonly regions: readonly R[] } | undefined;
  #ready = false;

  get revision(): number {
    return this.#revision;
  }

  get regions(): readonly R[] {
    return this.#regions;
  }

  /** Whether the page receives messages: it sent `ready` and was not hidden since. */
  get isReady(): boolean {
    return this.#ready;
  }

  /** Replaces the content without changing the revision. Returns the changed regions. */
  replace(regions: readonly R[]): readonly R[] {
    const changed = changedSince(this.#regions, regions);
    this.#regions = regions;
    return changed;
  }

  /** Starts a new revision, because the page needs a change. */
  advance(): void {
    this.#revision += 1;
  }

  /** Records that a document with the current content was written, which reloads the page. */
  loaded(): void {
    this.#loaded = { revision: this.#revision, regions: this.#regions };
    this.#ready = false;
  }

  /** Records that the page is hidden. Returns whether the document must be written again. */
  hidden(): boolean {
    this.#ready = false;
    return this.#loaded?.revision !== this.#revision;
  }

  /** Records `ready`. Returns the regions that the page lacks; `undefined` if it is up to date. */
  ready(revision: number): readonly R[] | undefined {
    this.#ready = true;
    if (revision === this.#revision) return undefined;
    const known = this.#loaded?.revision === revision ? this.#loaded.regions : [];
    return changedSince(known, this.#regions);
  }
}

function changedSince<R extends RegionHtml>(before: readonly R[], regions: readonly R[]): readonly R[] {
  return regions.filter(({ html }, at) => html !== before[at]?.html);
}
