import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Repository } from '../../core/paper/paper';
import { repositoryKey } from '../../core/links/repository';
import { asList, asRecord, asText } from '../../core/lang/json';
import { Disposing } from '../../dispose';
import { Emitter, type Subscribe } from '../../emitter';
import { parsedJson } from './checksum';
import type { JsonFormat } from './jsonFile';

/** A clone that was made here. */
export interface ClonedFolder {
  readonly host: string;
  readonly owner: string;
  readonly name: string;
  /** Absolute path of the clone. */
  readonly folder: string;
  /** The paper whose code it was cloned as. */
  readonly paperId: string;
  /** ISO 8601. */
  readonly clonedAt: string;
}

/** Where the list of clones is kept; `JsonFile` in the product. */
export interface ClonedStore {
  read(): Promise<readonly ClonedFolder[]>;
  update(
    change: (clones: readonly ClonedFolder[]) => readonly ClonedFolder[],
  ): Promise<readonly ClonedFolder[]>;
}

/** More clones than this are not remembered; the oldest are forgotten first. */
const MOST = 1000;

/** Which repository was cloned where, in any window, and is still there. */
export class ClonedFolders extends Disposing {
  readonly #store: ClonedStore;
  readonly #changed = this.register(new Emitter<void>());
  #present: ReadonlyMap<string, readonly ClonedFolder[]> = new Map();
  #loading: Promise<void> | undefined;

  /** Fires after a clone was made, found again or found gone. */
  readonly onDidChange: Subscribe<void> = this.#changed.event;

  constructor(store: ClonedStore) {
    super();
    this.#store = store;
  }

  /** Settled when the list was read for the first time; never rejects. The first look at the list starts it. */
  get ready(): Promise<void> {
    return (this.#loading ??= this.refresh());
  }

  /** The newest clone of a repository that is still there. */
  cloneOf(repository: Repository): ClonedFolder | undefined {
    return this.clonesOf(repository)[0];
  }

  /** Every clone of a repository that is still there, newest first. */
  clonesOf(repository: Repository): readonly ClonedFolder[] {
    void this.ready;
    return this.#present.get(repositoryKey(repository)) ?? [];
  }

  /** Folders of a repository's clones that are still there, newest first. */
  foldersOf(repository: Repository): readonly string[] {
    return this.clonesOf(repository).map(({ folder }) => folder);
  }

  /** Every clone that is still there. */
  all(): readonly ClonedFolder[] {
    void this.ready;
    return [...this.#present.values()].flat();
  }

  /** Remembers a clone. @throws the store's error */
  async add(clone: ClonedFolder): Promise<void> {
    const clones = await this.#store.update((before) =>
      [clone, ...before.filter(({ folder }) => folder !== clone.folder)].slice(0, MOST),
    );
    await this.#take(clones);
  }

  /** Looks again at the list, which other windows also write, and at the folders in it. Never rejects. */
  async refresh(): Promise<void> {
    try {
      await this.#take(await this.#store.read());
    } catch {
      // A list that can't be read marks nothing; the clones themselves are untouched.
    }
  }

  async #take(clones: readonly ClonedFolder[]): Promise<void> {
    const exists = await Promise.all(clones.map(({ folder }) => isClone(folder)));
    if (this.disposed) return;
    const present = new Map<string, ClonedFolder[]>();
    for (const clone of clones.filter((_, index) => exists[index])) {
      const key = `${clone.host}/${clone.owner}/${clone.name}`.toLowerCase();
      present.set(key, [...(present.get(key) ?? []), clone]);
    }
    if (sameClones(this.#present, present)) return;
    this.#present = present;
    this.#changed.fire();
  }
}

/** How the list of clones is written. Entries that are not whole are left out. */
export const CLONED_FORMAT: JsonFormat<readonly ClonedFolder[]> = {
  schema: 1,
  read: readClones,
  write: (clones) => clones,
  salvage: (text) => [...text.matchAll(/\{[^{}]*\}/g)].flatMap(([entry]) => readClones([parsedJson(entry)])),
};

function readClones(value: unknown): readonly ClonedFolder[] {
  return (asList(value) ?? []).flatMap((entry) => readClone(entry) ?? []);
}

function readClone(value: unknown): ClonedFolder | undefined {
  const record = asRecord(value);
  const text = (key: string): string => asText(record?.get(key), 40_000) ?? '';
  const clone = {
    host: text('host'),
    owner: text('owner'),
    name: text('name'),
    folder: text('folder'),
    paperId: text('paperId'),
    clonedAt: text('clonedAt'),
  };
  return path.isAbsolute(clone.folder) && clone.host !== '' && clone.name !== '' ? clone : undefined;
}

function isClone(folder: string): Promise<boolean> {
  return stat(path.join(folder, '.git')).then(
    () => true,
    () => false,
  );
}

type Present = ReadonlyMap<string, readonly ClonedFolder[]>;

function sameClones(a: Present, b: Present): boolean {
  const told = (clones: Present): string =>
    JSON.stringify([...clones.values()].flat().map(({ folder, clonedAt }) => [folder, clonedAt]));
  return told(a) === told(b);
}
