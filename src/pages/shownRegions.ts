interface RegionHtml {
  readonly html: string;
}

/**
 * Tracks the content of a webview page, which is loaded as a document and then gets changed regions as messages. A page
 * receives no messages before it sent `ready`, and VS Code discards a hidden page. So `ready` states the revision of
 * the loaded document, and the page then gets all later changes.
 */
export class ShownRegions<R extends RegionHtml> {
  #regions: readonly R[] = [];
  #revision = 0;
  /** Document from which the page is loaded. */
  #loaded: { readonly revision: number; readonly regions: readonly R[] } | undefined;
  #ready = false;

  get revision(): number {
    return this.#revision;
  }

  get regions(): readonly R[] {
    return this.#regions;
  }

  /** Whether the page gets messages: it sent `ready` and was not hidden since. */
  get isReady(): boolean {
    return this.#ready;
  }

  /** Replaces the content without changing the revision. Returns the changed regions. */
  replace(regions: readonly R[]): readonly R[] {
    const changed = changedSince(this.#regions, regions);
    this.#regions = regions;
    return changed;
  }

  /** The page needs a change. */
  advance(): void {
    this.#revision += 1;
  }

  /** A document with the current content was written, which reloads the page. */
  loaded(): void {
    this.#loaded = { revision: this.#revision, regions: this.#regions };
    this.#ready = false;
  }

  /** The page is hidden. Returns whether the document must be written again. */
  hidden(): boolean {
    this.#ready = false;
    return this.#loaded?.revision !== this.#revision;
  }

  /** The page sent `ready`. Returns the regions that it lacks; `undefined` if it is up to date. */
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
