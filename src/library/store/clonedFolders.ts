import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Repository } from '../../core/paper/paper';
import { repositoryKey } from '../../core/links/repository';
import { asList, asRecord, asText } from '../../core/lang/json';
import { Disposable } from '../../dispose';
import { Emitter, type Event } from '../../emitter';
import { tryParseJson } from './checksum';
import type { JsonFormat } from './jsonFile';

export interface ClonedFolder {
  readonly host: string;
  readonly owner: string;
  readonly name: string;
  readonly folder: string;
  readonly paperId: string;
  /** ISO 8601. */
  readonly clonedAt: string;
}

export interface ClonedStore {
  read(): Promise<readonly ClonedFolder[]>;
  update(
    change: (clones: readonly ClonedFolder[]) => readonly ClonedFolder[],
  ): Promise<readonly ClonedFolder[]>;
}

const MAX_FOLDERS = 1000;

/** Clones made by any window whose folders still exist. */
export class ClonedFolders extends Disposable {
  readonly #store: ClonedStore;
  readonly #changed = this._register(new Emitter<void>());
  readonly #running = new Set<string>();
  #present: ReadonlyMap<string, readonly ClonedFolder[]> = new Map();
  #loading: Promise<void> | undefined;

  /** Fires after a clone was added, started or ended, or its folder disappeared or came back. */
  readonly onDidChange: Event<void> = this.#changed.event;

  constructor(store: ClonedStore) {
    super();
    this.#store = store;
  }

  /** Settled after the first read, which the first access starts. Never rejects. */
  get ready(): Promise<void> {
    return (this.#loading ??= this.refresh());
  }

  cloneOf(repository: Repository): ClonedFolder | undefined {
    return this.clonesOf(repository)[0];
  }

  /** Newest first. */
  clonesOf(repository: Repository): readonly ClonedFolder[] {
    void this.ready;
    return this.#present.get(repositoryKey(repository)) ?? [];
  }

  foldersOf(repository: Repository): readonly string[] {
    return this.clonesOf(repository).map(({ folder }) => folder);
  }

  isCloning(repository: Repository): boolean {
    return this.#running.has(repositoryKey(repository));
  }

  noteCloning(repository: Repository, running: boolean): void {
    const key = repositoryKey(repository);
    if (running === this.#running.has(key)) return;
    if (running) this.#running.add(key);
    else this.#running.delete(key);
    this.#changed.fire();
  }

  all(): readonly ClonedFolder[] {
    void this.ready;
    return [...this.#present.values()].flat();
  }

  async add(clone: ClonedFolder): Promise<void> {
    const clones = await this.#store.update((before) =>
      [clone, ...before.filter(({ folder }) => folder !== clone.folder)].slice(0, MAX_FOLDERS),
    );
    await this.#take(clones);
  }

  /** Other windows also write the list. Never rejects. */
  async refresh(): Promise<void> {
    try {
      await this.#take(await this.#store.read());
    } catch {
      // No paper is marked as cloned. The clones are not affected.
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

/** Skips incomplete entries. */
export const CLONED_FORMAT: JsonFormat<readonly ClonedFolder[]> = {
  schema: 1,
  read: readClones,
  write: (clones) => clones,
  salvage: (text) =>
    [...text.matchAll(/\{[^{}]*\}/g)].flatMap(([entry]) => readClones([tryParseJson(entry)])),
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
  const contentKey = (clones: Present): string =>
    JSON.stringify([...clones.values()].flat().map(({ folder, clonedAt }) => [folder, clonedAt]));
  return contentKey(a) === contentKey(b);
}
