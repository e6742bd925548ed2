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
  /** Folder of the texts. Its index is in the folder `index` inside. */
  readonly folder: string;
  /** Program of the index worker. Without it, texts are indexed on the host. */
  readonly workerFile?: string;
  /** Change no file: the index of new texts stays in memory. */
  readonly readOnly?: boolean;
  readonly log: Log;
}

/** Time in ms in which two changes of a folder may have the same date on disk. FAT counts 2 s. */
const SAME_TIME_MS = 2_000;
/** Maximum number of filters whose papers are cached. A query has at most 12. */
const MAX_FILTERS = 32;

/** Maximum number of plain texts in memory, for the rows of a list, and their maximum length. */
const MAX_CACHED_TEXTS = 24;
const MAX_CACHED_LENGTH = 200_000;

/** The kept texts and their own index, so that long texts do not change the ranking of papers. */
export class KeptTexts extends Disposable {
  readonly store: KeptTextStore;
  readonly #options: KeptTextsOptions;
  readonly #index: SearchIndex;
  readonly #changed: Emitter<void>;
  readonly onDidChange: Event<void>;
  /** The documents of the index by id, which name the versions of the texts. */
  #documents: KeptDocuments = new Map();
  /** Id of the document of each paper. */
  #versions: ReadonlyMap<string, string> = new Map();
  /** Plain texts by the id of their document. */
  readonly #texts = new LruMap<string, string>(MAX_CACHED_TEXTS);
  /** State of the folder when its texts were listed. */
  #listed: string | undefined;
  #latest: Promise<void> = Promise.resolve();
  /** Whether an update waits for the running one. */
  #isQueued = false;
  /** Number of texts that the last update indexed or found in the index. */
  #searched = 0;
  /** Papers by filter, of each index while it is in use. */
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

  /** Number of texts that can be searched. */
  get size(): number {
    return this.#index.current.size;
  }

  /** Returns a kept text; `undefined` if it is missing or damaged. */
  read(id: string): Promise<KeptText | undefined> {
    return this.store.read(id);
  }

  /** Brings the index up to date with the folder, if the folder's date changed. Never rejects. */
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

  /** Indexes texts that this window changed, if the index is in use. */
  textsChanged(): void {
    if (this.#listed !== undefined) void this.refresh();
  }

  /** Settled when the running update and its writing and merging of files are done. */
  get idle(): Promise<void> {
    return this.#latest.then(() => this.#index.idle);
  }

  /**
   * Returns the papers whose kept text has the words of a filter, with their scores, by arXiv id.
   * @param open the last word may be the beginning of a longer one
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
    // Without a text of the query, an arXiv id or a title in it is searched as words.
    const query: Query = { text: '', clauses: [filter], sort: 'relevance' };
    const found = new Map<string, number>();
    for (const { paper, score } of current.search(query, { typing: open }))
      found.set(this.#documents.get(paper.id)?.paperId ?? '', score);
    if (byFilter.size >= MAX_FILTERS) byFilter.clear();
    byFilter.set(key, found);
    return found;
  }

  /**
   * Returns the sentence of a paper's kept text that shows why the `text:` filters of a query match; see
   * `textExcerpt`. `undefined` without such a sentence, for example if the text was removed meanwhile.
   */
  async excerpt(id: string, query: Query): Promise<string | undefined> {
    const text = await this.#textOf(id);
    return text === undefined ? undefined : textExcerpt(text, query);
  }

  /** Returns the plain text of a paper. The texts that were read last stay in memory while the user types. */
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
    // Taken before listing, so that a change while the folder is listed leads to another update.
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
      // Texts whose files cannot be read are left out.
      if (this.size === this.#searched) break;
      this.#searched = this.size;
      this.#changed.fire();
    }
    // Writes and merges the files of the index.
    await this.#index.update(papers);
    void this.#index.idle.then(() => this.#settled());
  }

  /** Indexes the texts again that a damaged file of the index lost, more of them than one step indexes. */
  #settled(): void {
    if (this.disposed || this.size >= this.#searched) return;
    this.#listed = undefined;
    void this.refresh();
  }

  /** Returns a text that changes with the folder. A folder that changed just now always differs. */
  async #folderState(): Promise<string> {
    const found = await stat(this.#options.folder).catch(() => undefined);
    if (!found) return 'missing';
    const now = Date.now();
    const isRecent = now - found.mtimeMs < SAME_TIME_MS;
    return `${found.ino} ${found.mtimeMs}${isRecent ? ` ${now}` : ''}`;
  }
}

/** Returns the documents of the kept texts by id. Reuses those of before, so that the index recognises them. */
function documentsOf(
  files: readonly KeptTextFile[],
  store: KeptTextStore,
  before: KeptDocuments,
): KeptDocuments {
  const documents = files.map((file): [string, KeptDocument] => {
    const id = documentId(file);
    return [id, before.get(id) ?? { id, paperId: file.id, file: store.fileOf(file.id), paper: stubOf(id) }];
  });
  // In the order of their ids, so that windows with the same texts write the same segments.
  return new Map(documents.sort(([a], [b]) => (a < b ? -1 : 1)));
}

type KeptDocument = TextDocument & { readonly paper: Paper };
type KeptDocuments = ReadonlyMap<string, KeptDocument>;

/** Names the version of a text, so that a text that was replaced is indexed again without reading the others. */
function documentId({ id, bytes, mtimeMs }: KeptTextFile): string {
  return `${id}@${SEARCHABLE_VERSION}.${bytes}.${Math.floor(mtimeMs)}`;
}

/** Returns the paper of a document as the index needs it: without the text, which is only on disk. */
function stubOf(id: string): Paper {
  const none = { title: '', abstract: '', authors: [], authorCount: 0, published: '', featuredOn: [] };
  return { id, ...none, comments: 0, topics: [], repositories: [], links: [] };
}

function sameKeys(a: ReadonlyMap<string, unknown>, b: ReadonlyMap<string, unknown>): boolean {
  return a.size === b.size && [...a.keys()].every((key) => b.has(key));
}
