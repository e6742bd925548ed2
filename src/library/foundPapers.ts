import { asList, asRecord } from '../core/lang/json';
import { LruMap } from '../core/lang/lruMap';
import type { Paper } from '../core/paper/paper';
import { parseStoredPaper, storedForm } from '../core/paper/storedPaper';
import type { AddedPapers } from './addedPapers';
import type { Library } from './library';
import type { JsonFile, JsonFormat } from './store/jsonFile';
import type { FeedPage } from './sync/feedPage';
import type { HttpEffects } from './sync/httpClient';
import { SearchClient } from './sync/searchClient';

/** About ten searches. */
const MAX_REMEMBERED = 200;

/** One paper has about 3 kB. */
const MAX_OPENED = 50;

/** Found papers that the user opened, last opened first. */
export const FOUND_FORMAT: JsonFormat<readonly Paper[]> = {
  schema: 1,
  read: (value) =>
    (asList(asRecord(value)?.get('papers')) ?? [])
      .slice(0, MAX_OPENED)
      .map(parseStoredPaper)
      .filter((paper) => paper !== undefined),
  write: (papers) => ({ papers: papers.map(storedForm) }),
};

/** Maximum wait for a server that limits requests. */
const PATIENCE_MS = 3_000;

export interface FoundPapersOptions {
  readonly library: Pick<Library, 'paper'>;
  readonly added: Pick<AddedPapers, 'add'>;
  /** Opened papers, to restore their pages with the window. */
  readonly file: Pick<JsonFile<readonly Paper[]>, 'read' | 'update'>;
  readonly effects: HttpEffects;
}

/** Papers found on the Hub that are not in the library. A file stores those opened last. */
export class FoundPapers {
  readonly #options: FoundPapersOptions;
  readonly #papers = new LruMap<string, Paper>(MAX_REMEMBERED);
  #restoring: Promise<void> | undefined;
  /** By endpoint. Each client keeps its server's rate limit. */
  readonly #clients = new Map<string, SearchClient>();
  readonly #storing = new Set<string>();
  /** Saved papers that the library has or had. `keepSaved` leaves them alone, because the user may have removed them. */
  readonly #savedBefore = new Set<string>();

  constructor(options: FoundPapersOptions) {
    this.#options = options;
  }

  paper(id: string): Paper | undefined {
    return this.#papers.get(id);
  }

  /** Reads the papers opened in earlier sessions. Never rejects. */
  restore(): Promise<void> {
    return (this.#restoring ??= this.#options.file.read().then(
      (opened) => {
        for (const paper of opened)
          if (this.#papers.get(paper.id) === undefined) this.#papers.set(paper.id, paper);
      },
      (error: unknown) => this.#options.effects.log.warn(`Found papers: ${String(error)}`),
    ));
  }

  /** Stores an opened paper unless the library has it. Never rejects. */
  async opened(id: string): Promise<void> {
    const { library, file, effects } = this.#options;
    const paper = this.#papers.get(id);
    if (paper === undefined || library.paper(id) !== undefined) return;
    try {
      await file.update((before) =>
        [paper, ...before.filter((other) => other.id !== id)].slice(0, MAX_OPENED),
      );
    } catch (error) {
      effects.log.warn(`Found paper ${id} is not stored: ${String(error)}`);
    }
  }

  /** Throws the signal's reason if aborted. */
  async search(endpoint: string, text: string, signal: AbortSignal): Promise<FeedPage> {
    const client = this.#clients.get(endpoint) ?? new SearchClient(endpoint, this.#options.effects);
    this.#clients.set(endpoint, client);
    const page = await client.search(text, signal, { maxWaitMs: PATIENCE_MS });
    signal.throwIfAborted();
    if (page.ok) for (const paper of page.papers) this.#papers.set(paper.id, paper);
    return page;
  }

  /**
   * Adds and returns the wanted papers that the library lacks.
   * @throws the file system's error
   */
  async keep(wanted: (id: string) => boolean): Promise<readonly Paper[]> {
    const { library, added } = this.#options;
    const papers = this.#papers
      .entries()
      .map(([, paper]) => paper)
      .filter(({ id }) => wanted(id) && !this.#storing.has(id) && library.paper(id) === undefined);
    if (papers.length === 0) return [];
    for (const { id } of papers) this.#storing.add(id);
    try {
      await added.add(papers);
    } finally {
      for (const { id } of papers) this.#storing.delete(id);
    }
    await this.#forgetOpened(new Set(papers.map(({ id }) => id)));
    return papers;
  }

  /**
   * Adds found papers that the user saved, once for each time that they were saved: one that was removed from the library
   * keeps its mark. Call after changes of marks.
   * @throws the file system's error
   */
  async keepSaved(isSaved: (id: string) => boolean): Promise<readonly Paper[]> {
    const present = new Set<string>();
    for (const [id] of this.#papers.entries()) {
      if (!isSaved(id)) this.#savedBefore.delete(id);
      else if (!this.#savedBefore.has(id) && this.#options.library.paper(id) !== undefined) present.add(id);
    }
    for (const id of present) this.#savedBefore.add(id);
    if (present.size > 0) await this.#forgetOpened(present);
    const kept = await this.keep((id) => isSaved(id) && !this.#savedBefore.has(id));
    for (const { id } of kept) this.#savedBefore.add(id);
    return kept;
  }

  /** Removes papers from the file that the library has now. Otherwise a removed paper would be saved again in the next session. */
  async #forgetOpened(ids: ReadonlySet<string>): Promise<void> {
    const { file, effects } = this.#options;
    try {
      await file.update((before) =>
        before.some(({ id }) => ids.has(id)) ? before.filter(({ id }) => !ids.has(id)) : before,
      );
    } catch (error) {
      effects.log.warn(`Found papers: ${String(error)}`);
    }
  }
}
