import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { AgentLibrary } from '../core/agent/agentLibrary';
import type { RelatedPaper, SearchHit } from '../core/index/searchHit';
import type { Paper } from '../core/paper/paper';
import type { Query } from '../core/query/parseQuery';
import type { Topic } from '../core/topics/topics';
import { Disposable } from '../dispose';
import { Emitter } from '../emitter';
import type { Log } from '../log';
import { digestFiles, readBundledDigest } from './bundledDigest';
import { Catalogue } from './catalogue';
import { ENGLISH } from '../core/lang/translator';
import { Library } from './library';
import { KeptTexts } from './keptTexts/keptTexts';
import { SearchIndex } from './searchIndex/searchIndex';
import { JsonFile } from './store/jsonFile';
import { PaperStore, type StoredPapers, type StoreMessages } from './store/paperStore';
import { ReadingMarks } from './store/readingMarks';
import { FEED_STATE, FeedMemory } from './sync/feedState';
import { UnseenPapers } from './sync/unseenPapers';
import { topicFiles } from './topics/bundledTopics';
import { readTopicSetting } from './topics/topicFile';
import { Topics } from './topics/topicService';
import { bibtex } from './texToUnicode';
import { waitAtMost } from './waitAtMost';

export interface ReaderPlaces {
  /** The extension's storage folder. May be missing. */
  readonly storage: string;
  readonly program: string;
  /** Topics assigned by another version are computed again. */
  readonly version: string;
  readonly log: Log;
}

/** Maximum wait for changes from a window. After that, the library answers without them. */
const MAX_CATCH_UP_MS = 2_000;

/**
 * The library for a program outside VS Code: read-only, current at each request, without a network. Windows own
 * the files, so this program never repairs, removes or writes one. It reads the intact parts of damaged files.
 */
export class ReadOnlyLibrary extends Disposable implements AgentLibrary {
  /** Notes are in the workspaces of windows. */
  readonly readsNotes = false;
  readonly #folder: string;
  readonly #topicFile: string;
  readonly #catalogue: Catalogue;
  readonly #library: Library;
  readonly #marks: ReadingMarks;
  readonly #texts: KeptTexts;
  readonly #unseenPapers: UnseenPapers;
  readonly #settingChanged = this._register(new Emitter<void>());
  #topicSetting: unknown;
  #signature: string | undefined;
  #current: Promise<void> | undefined;
  /** A read that takes longer than `MAX_CATCH_UP_MS`. */
  #reloading: Promise<void> | undefined;

  constructor({ storage, program, version, log }: ReaderPlaces) {
    super();
    this.#folder = storage;
    const indexFolder = path.join(storage, 'search-index');
    this.#topicFile = path.join(indexFolder, 'topics.jsonl');
    const store = new PaperStore(storage, WORDS, log, true);
    const workerFile = path.join(program, 'dist', 'library', 'indexWorker.js');
    const texts = { folder: path.join(storage, 'texts'), workerFile, readOnly: true, log };
    this.#texts = this._register(new KeptTexts(texts));
    this.#marks = this._register(
      new ReadingMarks(path.join(storage, 'reading-list.json'), log, { readOnly: true }),
    );
    this.#library = this._register(
      new Library({
        readBundled: () => readBundledDigest({ ...digestFiles(program), l10n: ENGLISH }),
        readKept: () => this.#readStored(store),
        log,
      }),
    );
    const memory = new FeedMemory(new JsonFile(path.join(storage, 'feed.json'), FEED_STATE, log, true), log);
    this.#unseenPapers = this._register(new UnseenPapers(this.#library, memory));
    const index = this._register(
      new SearchIndex({
        folder: indexFolder,
        workerFile,
        digestFile: path.join(program, 'dist', 'library', 'digest.segment'),
        readOnly: true,
        log,
      }),
    );
    const topics = this._register(
      new Topics({
        ...topicFiles(program),
        setting: () => this.#topicSetting,
        onDidChangeSetting: this.#settingChanged.event,
        cache: { file: this.#topicFile, version, readOnly: true },
        l10n: ENGLISH,
        log,
      }),
    );
    const facts = {
      isSaved: (id: string) => this.isSaved(id),
      isUnread: (id: string) => !this.isRead(id),
      isNew: (id: string) => this.isNew(id),
    };
    this.#catalogue = this._register(
      new Catalogue({ library: this.#library, index, topics, facts, texts: this.#texts, log }),
    );
    const catalogue = this.#catalogue;
    this.#marks.follow({
      idOf: (id) => catalogue.paper(id)?.id ?? id,
      onDidChange: catalogue.onDidChange,
    });
  }

  /** Reads the files that windows changed since the last request. */
  async ready(): Promise<void> {
    // A running read may have begun before the last change, so concurrent requests share only the next read.
    await this.#current?.catch(() => undefined);
    await (this.#current ??= this.#catchUp().finally(() => (this.#current = undefined)));
    const { status } = this.#catalogue;
    if (status.kind === 'failed') throw new Error(status.message);
  }

  papers(): readonly Paper[] {
    return this.#catalogue.papers();
  }

  paper(id: string): Paper | undefined {
    return this.#catalogue.paper(id);
  }

  topics(): readonly Topic[] {
    return this.#catalogue.topics();
  }

  search(
    query: Query,
    options: { readonly limit: number; readonly typing: false },
  ): Promise<readonly SearchHit[]> {
    return this.#catalogue.search(query, options);
  }

  related(id: string, limit: number): Promise<readonly RelatedPaper[]> {
    return this.#catalogue.related(id, limit);
  }

  isSaved(id: string): boolean {
    return this.#marks.isSaved(id);
  }

  isRead(id: string): boolean {
    return this.#marks.isRead(id);
  }

  isNew(id: string): boolean {
    return this.#unseenPapers.freshness.unseen.has(id);
  }

  bibtex(paper: Paper): string {
    return bibtex(paper);
  }

  async fullText(id: string): Promise<string | undefined> {
    return (await this.#texts.read(id))?.answer;
  }

  textExcerpt(id: string, query: Query): Promise<string | undefined> {
    return this.#texts.excerpt(id, query);
  }

  problems(): readonly string[] {
    const { problems } = this.#library;
    return this.#reloading === undefined ? problems : [STILL_READING, ...problems];
  }

  async #catchUp(): Promise<void> {
    // Before reading, so that the next request reads a change during this read.
    const signature = await this.#signatureNow();
    if (this.#signature === signature) {
      await waitAtMost(MAX_CATCH_UP_MS, this.#reloading ?? Promise.resolve());
      return;
    }
    const isFirst = this.#signature === undefined;
    this.#signature = signature;
    const setting = await readTopicSetting(this.#topicFile);
    const isSame = JSON.stringify(setting) === JSON.stringify(this.#topicSetting);
    this.#topicSetting = setting;
    if (isFirst) {
      await this.#catalogue.ready;
      return;
    }
    if (!isSame) this.#settingChanged.fire();
    const reloading = this.#reload().finally(() => {
      if (this.#reloading === reloading) this.#reloading = undefined;
    });
    this.#reloading = reloading;
    await waitAtMost(MAX_CATCH_UP_MS, reloading);
  }

  async #reload(): Promise<void> {
    await this.#library.reload();
    await this.#catalogue.idle;
  }

  /** Windows replace files by renaming, which changes the times of the folder and of the file. */
  async #signatureNow(): Promise<string> {
    const names = ['papers', 'imported', 'reading-list.json', 'feed.json'];
    const files = [...names.map((name) => path.join(this.#folder, name)), this.#topicFile];
    const stats = await Promise.all(files.map((file) => stat(file).catch(() => undefined)));
    return stats.map((found) => `${found?.ino ?? 0} ${found?.size ?? 0} ${found?.mtimeMs ?? 0}`).join();
  }

  async #readStored(store: PaperStore): Promise<StoredPapers> {
    const [stored] = await Promise.all([store.read(), this.#marks.reload(), this.#unseenPapers.reload()]);
    const { problem: trouble } = this.#marks;
    if (trouble === undefined) return stored;
    return {
      ...stored,
      problems: [...stored.problems, `The reading list (${trouble.file}) is ${trouble.kind}.`],
    };
  }
}

const STILL_READING =
  'VS Code changed the library a moment ago. This answer is without those changes; call again later.';

/** In English, because a language model reads them. */
const WORDS: StoreMessages = {
  damaged: (files) =>
    `Part of the library is damaged (${files.join(', ')}). The papers that could be read are here. Opening Daily Papers in VS Code repairs it.`,
  newer: (files) =>
    `A newer version of Daily Papers wrote part of the library (${files.join(', ')}), which is not read here.`,
  unreadable: (files, why) => `Part of the library (${files.join(', ')}) cannot be read (${why}).`,
  notSaved: (why) => `Some papers could not be saved (${why}).`,
};
