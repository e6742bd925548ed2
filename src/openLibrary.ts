import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { Disposing } from './dispose';
import { endpointChoice, networkMode } from './feed/settings';
import { storeWords } from './feed/storeMessages';
import { SECTION, Setting } from './ids';
import { readBundledDigest } from './library/bundledDigest';
import { Catalogue, catalogueState } from './library/catalogue';
import { LiveLibrary } from './library/liveLibrary';
import { SearchIndex } from './library/searchIndex/searchIndex';
import { CLONED_FORMAT, ClonedFolders } from './library/store/clonedFolders';
import { JsonFile } from './library/store/jsonFile';
import { Topics } from './library/topics/topicService';
import type { Log } from './log';
import { paperStates, type PaperStates } from './paperStates';

/** What is on disk and where. */
export interface LibraryPlaces {
  /** The extension's own folder on this machine, for all windows. */
  readonly storage: string;
  /** Where the extension is installed. */
  readonly program: string;
  readonly version: string;
  readonly log: Log;
}

/** The library with its index, topics, marks and clones, as all features share it. Nothing is read before it is asked. */
export class OpenLibrary extends Disposing {
  readonly live: LiveLibrary;
  readonly catalogue: Catalogue;
  readonly cloned: ClonedFolders;
  readonly states: PaperStates;

  /** What the library is and what is wrong with it, in a line for reports. */
  readonly state = (): string => catalogueState(this.catalogue);

  constructor(places: LibraryPlaces) {
    super();
    const { storage, log } = places;
    const live = this.register(liveLibrary(places));
    const index = this.register(searchIndex(places));
    const topics = this.register(topicService(places));
    const facts = {
      isSaved: (id: string) => live.marks.isSaved(id),
      isUnread: (id: string) => !live.marks.isRead(id),
      isNew: (id: string) => live.newPapers.freshness.unseen.has(id),
    };
    this.live = live;
    this.catalogue = this.register(new Catalogue({ library: live.library, index, topics, facts, log }));
    const clones = new JsonFile(path.join(storage, 'clones', 'folders.json'), CLONED_FORMAT, log);
    this.cloned = this.register(new ClonedFolders(clones));
    this.states = paperStates({ marks: live.marks, cloned: this.cloned });
    // What was begun before the network was switched off ends with it.
    this.register(
      vscode.workspace.onDidChangeConfiguration(() => networkMode() === 'off' && live.feed.stop()),
    );
  }
}

function liveLibrary({ storage, program, log }: LibraryPlaces): LiveLibrary {
  return new LiveLibrary({
    folder: storage,
    readBundled: () => readBundledDigest({ folder: path.join(program, 'seeds'), l10n: vscode.l10n }),
    endpoint: endpointChoice,
    network: networkMode,
    words: storeWords,
    log,
  });
}

function searchIndex({ storage, program, log }: LibraryPlaces): SearchIndex {
  return new SearchIndex({
    folder: indexFolder(storage),
    workerFile: path.join(program, 'dist', 'library', 'indexWorker.js'),
    digestFile: path.join(program, 'dist', 'library', 'digest.segment'),
    log,
  });
}

function topicService({ storage, program, version, log }: LibraryPlaces): Topics {
  return new Topics({
    readFile: () => readFile(path.join(program, 'seeds', 'topics.json'), 'utf8'),
    setting: () => vscode.workspace.getConfiguration(SECTION).get(Setting.topics),
    onDidChangeSetting: (listener) =>
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(`${SECTION}.${Setting.topics}`)) listener();
      }),
    kept: { file: path.join(indexFolder(storage), 'topics.jsonl'), version },
    log,
  });
}

const indexFolder = (storage: string): string => path.join(storage, 'search-index');
