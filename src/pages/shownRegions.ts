/** A region of a page: its HTML replaces the content of one element. */
interface RegionHtml {
  readonly html: string;
}

/**
 * Tracks which content a webview page has. A page is loaded with a complete document, then gets changed regions as
 * messages. It receives messages only after it sent `ready`, and VS Code discards a hidden page. So the content has a
 * revision: a page states the one that it was loaded with, and gets what changed since.
 */
export class ShownRegions<R extends RegionHtml> {
  #regions: readonly R[] = [];
  #revision = 0;
  /** The revision and content of the document that the page is loaded from. */
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

  /** Replaces the content. Returns the changed regions. The revision does not change. */
  replace(regions: readonly R[]): readonly R[] {
    const changed = changedSince(this.#regions, regions);
    this.#regions = regions;
    return changed;
  }

  /** Begins a revision, because the page has to get a change. */
  advance(): void {
    this.#revision += 1;
  }

  /** Notes that a document with the current content is written, which reloads the page. */
  loaded(): void {
    this.#loaded = { revision: this.#revision, regions: this.#regions };
    this.#ready = false;
  }

  /** Notes that the page is hidden. Returns whether the document is out of date, so that it must be written again. */
  hidden(): boolean {
    this.#ready = false;
    return this.#loaded?.revision !== this.#revision;
  }

  /** Notes that the page sent `ready`. Returns the regions that it lacks; `undefined` if it has the current revision. */
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
