import { stat } from 'node:fs/promises';
import path from 'node:path';
import { SEARCHABLE_VERSION, searchableText } from '../../core/fullText/searchableText';
import { textExcerpt } from '../../core/highlight/textExcerpt';
import type { PaperIndex } from '../../core/index/paperIndex';
import { LruMap } from '../../core/lang/lruMap';
import type { Paper } from '../../core/paper/paper';
import type { Query, TextClause } from '../../core/query/parseQuery';
import { Disposable } from '../../dispose';
import { Emitter, type Event } from '../../emitter';
import type { Log } from '../../log';
import { SearchIndex } from '../searchIndex/searchIndex';
import { KeptTextStore, type KeptText, type KeptTextFile } from '../store/keptTextStore';
import { TextIndexer } from './textIndexer';
import type { TextDocument } from './readIndexedText';

export interface KeptTextsOptions {
  /** Contains the index in the folder `index`. */
  readonly folder: string;
  /** Without it, the host indexes the texts. */
  readonly workerFile?: string;
  /** Changes no file. The index of new texts stays in memory. */
  readonly readOnly?: boolean;
  readonly log: Log;
}

/** Resolution of a folder's date, in ms. FAT has 2 s. */
const SAME_TIME_MS = 2_000;
/** Filters whose papers are cached. A query has at most 12. */
const MAX_FILTERS = 32;

/** Cached plain texts, for the rows of a list. */
const MAX_CACHED_TEXTS = 24;
const MAX_CACHED_LENGTH = 200_000;

/** The kept texts. Their own index keeps them out of the ranking of papers. */
export class KeptTexts extends Disposable {
  readonly store: KeptTextStore;
  readonly #options: KeptTextsOptions;
  readonly #index: SearchIndex;
  readonly #changed: Emitter<void>;
  readonly onDidChange: Event<void>;
  /** By id, which contains the version of the text. */
  #documents: KeptDocuments = new Map();
  /** Paper → id of its document. */
  #versions: ReadonlyMap<string, string> = new Map();
  /** By the id of the document. */
  readonly #texts = new LruMap<string, string>(MAX_CACHED_TEXTS);
  /** State of the folder when listed. */
  #listed: string | undefined;
  #latest: Promise<void> = Promise.resolve();
  /** An update waits for the running one. */
  #isQueued = false;
  /** Number of texts in the index after the last update. */
  #searched = 0;
  /** Filter → papers, for each index in use. */
  readonly #found = new WeakMap<PaperIndex, Map<string, ReadonlyMap<string, number>>>();

  constructor(options: KeptTextsOptions) {
    super();
    this.#options = options;
    const { folder, workerFile, readOnly = false, log } = options;
    this.store = new KeptTextStore(folder, log);
    this.#changed = this._register(
      new Emitter<void>((error) => log.error('A listener of the kept texts failed.', error)),
    );
    this.onDidChange = this.#changed.event;
    const indexFolder = path.join(folder, 'index');
    const indexer = new TextIndexer({
      documentOf: (id) => this.#documents.get(id),
      workerFile,
      folder: readOnly ? undefined : indexFolder,
      log,
    });
    this.#index = this._register(
      new SearchIndex({
        folder: indexFolder,
        ...(workerFile !== undefined && { workerFile }),
        readOnly,
        indexer,
        versionedIds: true,
        log,
      }),
    );
  }

  get size(): number {
    return this.#index.current.size;
  }

  /** Returns `undefined` if the text is missing or damaged. */
  read(id: string): Promise<KeptText | undefined> {
    return this.store.read(id);
  }

  /** Updates the index if the folder's date changed. Never rejects. */
  async refresh(): Promise<void> {
    const state = await this.#folderState();
    if (state !== this.#listed && !this.#isQueued) {
      this.#isQueued = true;
      this.#latest = this.#latest
        .then(() => this.#update())
        .catch((error: unknown) => {
          this.#options.log.warn('The kept texts could not be indexed.', error);
        });
    }
    await this.#latest;
  }

  textsChanged(): void {
    if (this.#listed !== undefined) void this.refresh();
  }

  /** Settled when the running update has written and merged its files. */
  get idle(): Promise<void> {
    return this.#latest.then(() => this.#index.idle);
  }

  /**
   * Returns the scores of the papers whose text matches, by arXiv id.
   * @param open whether the last word may be the beginning of a longer one
   */
  inTexts(clause: TextClause, open: boolean): ReadonlyMap<string, number> {
    const { text, exact } = clause;
    const key = JSON.stringify([text, exact, open]);
    const { current } = this.#index;
    const byFilter = this.#found.get(current) ?? new Map<string, ReadonlyMap<string, number>>();
    this.#found.set(current, byFilter);
    const known = byFilter.get(key);
    if (known) return known;
    const filter: TextClause = { ...clause, field: 'abstract', presence: 'must', open };
    // An arXiv id or a title in the filter is searched as words.
    const query: Query = { text: '', clauses: [filter], sort: 'relevance' };
    const found = new Map<string, number>();
    for (const { paper, score } of current.search(query, { typing: open }))
      found.set(this.#documents.get(paper.id)?.paperId ?? '', score);
    if (byFilter.size >= MAX_FILTERS) byFilter.clear();
    byFilter.set(key, found);
    return found;
  }

  /** Returns the sentence that shows why the `text:` filters match, if any. */
  async excerpt(id: string, query: Query): Promise<string | undefined> {
    const text = await this.#textOf(id);
    return text === undefined ? undefined : textExcerpt(text, query);
  }

  /** Caches the last texts, because each keystroke reads the same ones. */
  async #textOf(id: string): Promise<string | undefined> {
    const version = this.#versions.get(id);
    const known = version === undefined ? undefined : this.#texts.get(version);
    if (known !== undefined) return known;
    const read = await this.store.read(id);
    const text = read && searchableText(read.answer);
    if (text !== undefined && version !== undefined && text.length <= MAX_CACHED_LENGTH)
      this.#texts.set(version, text);
    return text;
  }

  async #update(): Promise<void> {
    this.#isQueued = false;
    // Taken before listing, so that a change during the listing causes another update.
    const state = await this.#folderState();
    const before = this.#documents;
    const documents = documentsOf(await this.store.list(), this.store, before);
    const isSame = this.#listed !== undefined && sameKeys(documents, before);
    this.#listed = state;
    if (isSame) return;
    this.#documents = documents;
    this.#versions = new Map([...documents.values()].map(({ id, paperId }) => [paperId, id]));
    const papers = [...documents.values()].map(({ paper }) => paper);
    this.#searched = -1;
    while (this.#searched < papers.length) {
      await this.#index.update(papers, { more: true });
      if (this.disposed) return;
      // Leaves out texts whose files cannot be read.
      if (this.size === this.#searched) break;
      this.#searched = this.size;
      this.#changed.fire();
    }
    await this.#index.update(papers);
    void this.#index.idle.then(() => this.#settled());
  }

  /** Indexes the texts of damaged index files again. */
  #settled(): void {
    if (this.disposed || this.size >= this.#searched) return;
    this.#listed = undefined;
    void this.refresh();
  }

  /** Returns a string that changes with the folder. After a recent change the string always differs. */
  async #folderState(): Promise<string> {
    const found = await stat(this.#options.folder).catch(() => undefined);
    if (!found) return 'missing';
    const now = Date.now();
    const isRecent = now - found.mtimeMs < SAME_TIME_MS;
    return `${found.ino} ${found.mtimeMs}${isRecent ? ` ${now}` : ''}`;
  }
}

/** Reuses earlier documents, so that the index recognises them. */
function documentsOf(
  files: readonly KeptTextFile[],
  store: KeptTextStore,
  before: KeptDocuments,
): KeptDocuments {
  const documents = files.map((file): [string, KeptDocument] => {
    const id = documentId(file);
    return [id, before.get(id) ?? { id, paperId: file.id, file: store.fileOf(file.id), paper: stubOf(id) }];
  });
  // Sorted, so that windows with the same texts write the same segments.
  return new Map(documents.sort(([a], [b]) => (a < b ? -1 : 1)));
}

type KeptDocument = TextDocument & { readonly paper: Paper };
type KeptDocuments = ReadonlyMap<string, KeptDocument>;

/** Contains the text's version, so that only replaced texts are read and indexed again. */
function documentId({ id, bytes, mtimeMs }: KeptTextFile): string {
  return `${id}@${SEARCHABLE_VERSION}.${bytes}.${Math.floor(mtimeMs)}`;
}

/** Returns the paper of a document without its text, which is only on disk. */
function stubOf(id: string): Paper {
  const none = { title: '', abstract: '', authors: [], authorCount: 0, published: '', featuredOn: [] };
  return { id, ...none, comments: 0, topics: [], repositories: [], links: [] };
}

function sameKeys(a: ReadonlyMap<string, unknown>, b: ReadonlyMap<string, unknown>): boolean {
  return a.size === b.size && [...a.keys()].every((key) => b.has(key));
}
