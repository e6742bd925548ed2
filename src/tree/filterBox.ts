import * as vscode from 'vscode';
import { Disposable } from '../dispose';
import { TreeContext } from '../ids';

/** Delay between the last keystroke and the update of the tree, in ms. */
const TYPING_PAUSE_MS = 120;

/** The tree updates while the user types. Escape restores it. */
export class FilterBox extends Disposable {
  readonly #apply: (query: string) => Promise<void>;
  #box: vscode.InputBox | undefined;
  #before = '';
  #timer: NodeJS.Timeout | undefined;

  constructor(apply: (query: string) => Promise<void>) {
    super();
    this.#apply = apply;
    this._register({ dispose: () => this.#close() });
  }

  show(query: string): void {
    this.#close();
    const box = vscode.window.createInputBox();
    this.#box = box;
    this.#before = query;
    box.title = vscode.l10n.t('Filter papers');
    box.placeholder = vscode.l10n.t('Words, "a phrase", -without, topic:agents, has:code, year:2025');
    box.value = query;
    box.onDidChangeValue(() => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.#apply(box.value), TYPING_PAUSE_MS);
    });
    box.onDidAccept(() => this.#closeWith(box.value));
    box.onDidHide(() => {
      if (this.#box === box) this.#closeWith(box.value);
    });
    box.show();
    this.#setFiltering(true);
  }

  cancel(): void {
    if (this.#box) this.#closeWith(this.#before);
  }

  report(count: string | undefined): void {
    if (this.#box) this.#box.prompt = count;
  }

  #closeWith(query: string): void {
    this.#close();
    void this.#apply(query);
  }

  #close(): void {
    clearTimeout(this.#timer);
    const box = this.#box;
    this.#box = undefined;
    if (!box) return;
    box.dispose();
    this.#setFiltering(false);
  }

  /** VS Code does not distinguish Escape from a click elsewhere, so Escape has a key binding. */
  #setFiltering(open: boolean): void {
    void vscode.commands.executeCommand('setContext', TreeContext.filtering, open);
  }
}
