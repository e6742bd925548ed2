import { setImmediate as nextTurn } from 'node:timers/promises';
import * as vscode from 'vscode';
import { EXTENSION_ID } from './core/extensionId';
import { Disposable } from './dispose';
import { Command } from './ids';
import type { Log } from './log';
import { notify } from './notify';

/** A part of the extension that is loaded on first use. */
export interface Part<T> {
  readonly loaded: T | undefined;
  /** Rejects with NotLoadedError if loading failed (shown) or the extension ended. */
  get(): Promise<T>;
  /** Loads the part and calls `run`. Returns `undefined` if the part cannot be loaded. */
  use<R>(run: (part: T) => R): Promise<Awaited<R> | undefined>;
  /** Calls `run` before `get` resolves, or immediately if the part is loaded. */
  onLoad(run: (part: T) => void): void;
}

/** The file of a part could not be loaded, or the extension has ended. */
export class NotLoadedError extends Error {}

/** Loads a part once for all callers. A failed load shows one message; the next use retries. */
export class Lazy<T extends vscode.Disposable> extends Disposable implements Part<T> {
  readonly #log: Log;
  readonly #load: () => Promise<T>;
  readonly #waiting: ((part: T) => void)[] = [];
  #loaded: T | undefined;
  #loading: Promise<T> | undefined;

  /** @param load imports the part's file and creates the part */
  constructor(log: Log, load: () => Promise<T>) {
    super();
    this.#log = log;
    this.#load = load;
  }

  get loaded(): T | undefined {
    return this.#loaded;
  }

  get(): Promise<T> {
    return (this.#loading ??= this.#loadNow());
  }

  async use<R>(run: (part: T) => R): Promise<Awaited<R> | undefined> {
    let part: T;
    try {
      part = await this.get();
    } catch (error) {
      if (error instanceof NotLoadedError) return undefined;
      throw error;
    }
    return await run(part);
  }

  onLoad(run: (part: T) => void): void {
    if (this.#loaded) run(this.#loaded);
    else this.#waiting.push(run);
  }

  async #loadNow(): Promise<T> {
    try {
      // Compiling blocks the thread, so pending messages to VS Code (such as opening a box) are sent first.
      await nextTurn();
      this.#throwIfEnded();
      // `_register` disposes the part immediately if the extension ended during the load.
      const part = this._register(await this.#load());
      this.#throwIfEnded();
      this.#loaded = part;
      for (const run of this.#waiting.splice(0)) run(part);
      return part;
    } catch (error) {
      this.#loading = undefined;
      if (error instanceof NotLoadedError) throw error;
      if (!this.disposed) this.#showLoadFailure(error);
      throw new NotLoadedError('A part of the extension could not be loaded.', { cause: error });
    }
  }

  #throwIfEnded(): void {
    if (this.disposed) throw new NotLoadedError('The extension has ended.');
  }

  #showLoadFailure(error: unknown): void {
    this.#log.error('A part of the extension could not be loaded.', error);
    // An update removes the files of the running version. Reloading the window usually helps.
    const message = vscode.l10n.t(
      'A part of Daily Papers could not be loaded. Reload the window. If that does not help, reinstall the extension.',
    );
    const run = (command: string) => (): unknown => vscode.commands.executeCommand(command);
    void notify(
      'error',
      message,
      { label: vscode.l10n.t('Show Log'), run: run(Command.showLog) },
      { label: vscode.l10n.t('Reload Window'), run: run('workbench.action.reloadWindow') },
    );
  }
}

/** Subscribes to a part's event when the part is loaded. Does not load the part. */
export function subscribeLazily<T>(
  part: Part<T>,
  subscribe: (part: T) => { dispose(): void },
): { dispose(): void } {
  let ended = false;
  let listening: { dispose(): void } | undefined;
  part.onLoad((loaded) => {
    if (!ended) listening = subscribe(loaded);
  });
  return {
    dispose: () => {
      ended = true;
      listening?.dispose();
    },
  };
}

const STATUS_SHOWN_MS = 5_000;

/**
 * Registers a command that loads a part first. Does nothing if the part cannot be loaded or the row of the command's
 * menu is gone. Without its row, the command would act on the active page, which may show another paper.
 */
export function lazyCommand<T>(
  id: string,
  part: Part<T>,
  run: (part: T, ...args: readonly unknown[]) => unknown,
): vscode.Disposable {
  return vscode.commands.registerCommand(id, (...args: unknown[]) => {
    if (!isRowGone(id, args)) return part.use((loaded) => run(loaded, ...args));
    const message = vscode.l10n.t('The view was updated meanwhile. Choose the command again.');
    vscode.window.setStatusBarMessage(message, STATUS_SHOWN_MS);
    return undefined;
  });
}

/**
 * Whether the row of a command's menu is gone. A row's menu passes the row and the selected rows. Both are undefined if
 * the view was rebuilt while the menu was open. Commands in a view's title also get two undefined values if no row is
 * selected, so they always run.
 */
function isRowGone(id: string, args: readonly unknown[]): boolean {
  if (args.length < 2 || args.some((arg) => arg !== undefined)) return false;
  const manifest = vscode.extensions.getExtension<unknown>(EXTENSION_ID)?.packageJSON as Manifest | undefined;
  const inTitles = manifest?.contributes.menus['view/title'] ?? [];
  return !inTitles.some(({ command }) => command === id);
}

interface Manifest {
  readonly contributes: { readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>> };
}
