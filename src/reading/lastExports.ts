import * as vscode from 'vscode';
import type { KeysOfPapers } from '../core/citation/citationKey';
import { asList, asRecord, asText } from '../core/lang/json';
import type { ExportedFile } from '../exportFile';

export interface LastExport extends ExportedFile {
  readonly extension: string;
  readonly ids: readonly string[];
}

const STORAGE_KEY = 'readingListExports';
const KEYS_KEY = 'readingListKeys';

/** Stores the last file of each format, and the keys of exported papers. */
export class LastExports {
  readonly #memory: vscode.Memento;
  readonly #idOf: (id: string) => string;

  /**
   * @param memory state of the workspace. The user's state has the synced marks: on each change by another window, VS
   * Code replaces all of it, including values that are not written yet.
   * @param idOf returns the current id of a paper: an imported one may have got its arXiv id since its export
   */
  constructor(memory: vscode.Memento, idOf = (id: string): string => id) {
    this.#memory = memory;
    this.#idOf = idOf;
  }

  async existing(): Promise<readonly LastExport[]> {
    const checked = this.#all().map(async (one) => {
      const isThere = await vscode.workspace.fs.stat(one.uri).then(
        ({ type }) => (type & vscode.FileType.File) !== 0,
        () => false,
      );
      return isThere ? [one] : [];
    });
    return (await Promise.all(checked)).flat();
  }

  folder(): vscode.Uri | undefined {
    const last = this.#all().at(-1);
    return last && vscode.Uri.joinPath(last.uri, '..');
  }

  /** Includes papers that left the list: documents may cite them. */
  keys(): KeysOfPapers {
    const stored = asRecord(this.#memory.get(KEYS_KEY)) ?? new Map<string, unknown>();
    return new Map(
      [...stored].flatMap(([id, key]) => (typeof key === 'string' ? [[this.#idOf(id), key] as const] : [])),
    );
  }

  /** Any other paper with one of these keys loses it. */
  async storeKeys(keys: KeysOfPapers): Promise<void> {
    const taken = new Set(Array.from(keys.values(), (key) => key.toLowerCase()));
    const others = [...this.keys()].filter(([, key]) => !taken.has(key.toLowerCase()));
    await this.#memory.update(KEYS_KEY, Object.fromEntries([...others, ...keys]));
  }

  async store(extension: string, { uri, sum, ids }: Omit<LastExport, 'extension'>): Promise<void> {
    const others = this.#all().filter((one) => one.extension !== extension);
    const all = [...others, { extension, uri, sum, ids }];
    await this.#memory.update(
      STORAGE_KEY,
      all.map((one) => ({ ...one, uri: one.uri.toString() })),
    );
  }

  #all(): readonly LastExport[] {
    return (asList(this.#memory.get(STORAGE_KEY)) ?? []).flatMap((stored) => {
      const one = asRecord(stored);
      const [extension, uri, sum] = ['extension', 'uri', 'sum'].map((key) => asText(one?.get(key), 5_000));
      const ids = asList(one?.get('ids'))?.flatMap((id) => (typeof id === 'string' ? [this.#idOf(id)] : []));
      if (extension === undefined || uri === undefined || sum === undefined || !ids) return [];
      try {
        return [{ extension, uri: vscode.Uri.parse(uri, true), sum, ids }];
      } catch {
        return [];
      }
    });
  }
}
