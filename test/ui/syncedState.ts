import { EXTENSION_ID } from '../../src/core/extensionId';
import type { Window } from './window';

/** Database of VS Code in a browser for the state that all windows share. */
const DATABASE = 'vscode-web-state-db-global';

/** Values that an extension keeps, by their keys. */
export type State = Readonly<Record<string, unknown>>;

/** Returns what VS Code stores of the extension's global state, and which of its keys Settings Sync copies. */
export async function storedState(window: Window): Promise<{ state: State; syncedKeys: readonly string[] }> {
  const stored = await window.page.evaluate(readItems, DATABASE);
  const parsed = (name: string | undefined): unknown => JSON.parse(stored[name ?? ''] ?? 'null');
  const registered = Object.keys(stored).find((name) => name.startsWith(`extensionKeys/${EXTENSION_ID}@`));
  return {
    state: (parsed(EXTENSION_ID) ?? {}) as State,
    syncedKeys: (parsed(registered) ?? []) as readonly string[],
  };
}

/**
 * Does what Settings Sync does: replaces the values of the registered keys in one VS Code by those of another, and leaves
 * the other values alone. The window has them from its next reload.
 */
export async function copySyncedState(from: Window, to: Window): Promise<void> {
  const [source, target] = await Promise.all([storedState(from), storedState(to)]);
  const synced = source.syncedKeys.map((key) => [key, source.state[key]] as const);
  const value = JSON.stringify({ ...target.state, ...Object.fromEntries(synced) });
  await to.page.evaluate(writeItem, { database: DATABASE, key: EXTENSION_ID, value });
}

/** In the page: all items of a database that are texts. */
async function readItems(database: string): Promise<Record<string, string>> {
  const settled = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('The stored state cannot be read.'));
    });
  const open = await settled(indexedDB.open(database));
  const items = open.transaction('ItemTable').objectStore('ItemTable');
  const [keys, values] = await Promise.all([settled(items.getAllKeys()), settled<unknown[]>(items.getAll())]);
  open.close();
  const texts = keys.map((key, at) => [key, values[at]] as const);
  return Object.fromEntries(
    texts.filter((item): item is [string, string] => item.every((part) => typeof part === 'string')),
  );
}

/** In the page: replaces an item of a database. */
async function writeItem(item: {
  readonly database: string;
  readonly key: string;
  readonly value: string;
}): Promise<void> {
  const open = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(item.database);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The stored state cannot be opened.'));
  });
  const transaction = open.transaction('ItemTable', 'readwrite');
  const written = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = () => reject(transaction.error ?? new Error('The state cannot be stored.'));
  });
  transaction.objectStore('ItemTable').put(item.value, item.key);
  await written;
  open.close();
}
