import path from 'node:path';
import * as vscode from 'vscode';
import { setting } from './config';
import { Disposable } from './dispose';
import { keepSaved } from './feed/keepSaved';
import { storeMessages } from './feed/storeMessages';
import { SECTION, Setting } from './ids';
import { digestFiles, readBundledDigest } from './library/bundledDigest';
import { Catalogue } from './library/catalogue';
import { catalogueState } from './library/catalogueState';
import { CodeWatcher } from './library/codeWatch/codeWatcher';
import { foundBySearches } from './library/codeWatch/foundBySearches';
import { Inspections } from './library/inspections';
import { LiveLibrary } from './library/liveLibrary';
import { LESS_FORMAT, PersonalOrder } from './library/personal/personalOrder';
import { NoteIndex } from './library/notes/noteIndex';
import { OUTCOMES_FORMAT, Outcomes } from './library/outcomes/outcomes';
import { KeptTexts } from './library/keptTexts/keptTexts';
import { SearchIndex } from './library/searchIndex/searchIndex';
import { CLONED_FORMAT, ClonedFolders } from './library/store/clonedFolders';
import { JsonFile } from './library/store/jsonFile';
import type { SyncedMarks } from './library/store/markSync';
import { arxivEndpoint, papersWithCodeEndpoint } from './library/sync/endpoint';
import { httpEffects } from './library/sync/httpEffects';
import { monotonicClock } from './library/sync/monotonicClock';
import { topicFiles } from './library/topics/bundledTopics';
import { Topics } from './library/topics/topicService';
import type { Log } from './log';
import { endpointChoice, networkMode } from './networkSettings';
import { registerPaperDecorations } from './papers/paperDecorations';
import { paperStates, type PaperStates } from './papers/paperStates';

export { registerRepositoryFiles } from './papers/repositoryFiles';

export interface LibraryPaths {
  readonly storage: string;
  readonly program: string;
  readonly version: string;
  /** Marks that Settings Sync copies to other machines. */
  readonly synced: SyncedMarks;
  readonly log: Log;
}

/** The library with index, topics, marks and clones. Reads nothing before the first request. */
export class OpenLibrary extends Disposable {
  readonly live: LiveLibrary;
  readonly catalogue: Catalogue;
  readonly cloned: ClonedFolders;
  readonly inspections = this._register(new Inspections());
  readonly states: PaperStates;
  readonly codeWatch: CodeWatcher;
  readonly notes: NoteIndex;
  readonly personal: PersonalOrder;
  readonly outcomes: Outcomes;
  /** Texts stored on this machine, and their index. */
  readonly texts: KeptTexts;

  readonly state = (): string => catalogueState(this.catalogue);

  constructor(places: LibraryPaths) {
    super();
    const { storage, log } = places;
    const live = this._register(liveLibrary(places));
    const index = this._register(searchIndex(places));
    const topics = this._register(topicService(places));
    const notes = this._register(new NoteIndex((id) => live.library.idOf(id)));
    const facts = {
      isSaved: (id: string) => live.marks.isSaved(id),
      isUnread: (id: string) => !live.marks.isRead(id),
      isNew: (id: string) => live.unseenPapers.freshness.unseen.has(id),
      noteOf: (id: string) => notes.noteOf(id),
    };
    this.live = live;
    this.notes = notes;
    const texts = this._register(
      new KeptTexts({ folder: path.join(storage, 'texts'), ...worker(places), log }),
    );
    this.texts = texts;
    this.catalogue = this._register(
      new Catalogue({ library: live.library, index, topics, facts, notes, texts, found: live.found, log }),
    );
    this._register(this.catalogue.onDidChange(() => notes.idsChanged()));
    const clones = new JsonFile(path.join(storage, 'clones', 'folders.json'), CLONED_FORMAT, log);
    this.cloned = this._register(new ClonedFolders(clones));
    const less = new JsonFile(path.join(storage, 'less-like.json'), LESS_FORMAT, log);
    const { catalogue, cloned } = this;
    this.personal = this._register(
      new PersonalOrder({ catalogue, index, marks: live.marks, cloned, less, log }),
    );
    this.codeWatch = this._register(
      new CodeWatcher({
        shared: live.codeWatch,
        catalogue,
        marks: live.marks,
        followed: (ids) =>
          foundBySearches(
            vscode.workspace.getConfiguration(SECTION).get(Setting.savedSearches),
            ids,
            (...asked) => catalogue.findAmong(...asked),
          ),
        now: () => new Date(),
        log,
      }),
    );
    const { codeWatch: code } = this;
    this.states = paperStates({ marks: live.marks, cloned, added: live.added, notes, texts, code });
    this._register(live.marks.onDidChange(() => void keepSaved(live, log)));
    this._register(registerPaperDecorations());
    this.outcomes = this._register(outcomesOf(places, live));
    this._register(
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (networkMode() === 'off') live.feed.stop();
        if (change.affectsConfiguration(SECTION)) this.outcomes.settingsChanged();
      }),
    );
  }
}

function liveLibrary({ storage, program, synced, log }: LibraryPaths): LiveLibrary {
  return new LiveLibrary({
    folder: storage,
    readBundled: () => readBundledDigest({ ...digestFiles(program), l10n: vscode.l10n }),
    endpoint: endpointChoice,
    network: networkMode,
    words: storeMessages,
    synced,
    log,
  });
}

function outcomesOf({ storage, log }: LibraryPaths, { marks, added }: LiveLibrary): Outcomes {
  return new Outcomes({
    file: new JsonFile(path.join(storage, 'outcomes.json'), OUTCOMES_FORMAT, log),
    effects: httpEffects(log, monotonicClock()),
    isSaved: (id) => marks.isSaved(id),
    showsCode,
    servers: () => {
      const choice = endpointChoice();
      if (networkMode() !== 'on' || !choice.ok) return {};
      const hub = choice.endpoint;
      const { host } = new URL(arxivEndpoint(process.env['ARXIV_ENDPOINT']));
      return {
        hub,
        ...(showsCode() && {
          code: papersWithCodeEndpoint(process.env['PAPERS_WITH_CODE_ENDPOINT']),
        }),
        revision: { host, fetch: (id, signal) => added.revision(id, hub, signal) },
      };
    },
  });
}

function showsCode(): boolean {
  return setting(Setting.papersWithCode, (value): value is true => value === true) ?? false;
}

function worker({ program }: LibraryPaths): { readonly workerFile: string } {
  return { workerFile: path.join(program, 'dist', 'library', 'indexWorker.js') };
}

function searchIndex(places: LibraryPaths): SearchIndex {
  const { storage, program, log } = places;
  return new SearchIndex({
    folder: indexFolder(storage),
    ...worker(places),
    digestFile: path.join(program, 'dist', 'library', 'digest.segment'),
    log,
  });
}

function topicService({ storage, program, version, log }: LibraryPaths): Topics {
  return new Topics({
    ...topicFiles(program),
    setting: () => vscode.workspace.getConfiguration(SECTION).get(Setting.topics),
    onDidChangeSetting: (listener) =>
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(`${SECTION}.${Setting.topics}`)) listener();
      }),
    l10n: vscode.l10n,
    cache: { file: path.join(indexFolder(storage), 'topics.jsonl'), version },
    log,
  });
}

const indexFolder = (storage: string): string => path.join(storage, 'search-index');
