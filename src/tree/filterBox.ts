import * as vscode from 'vscode';
import { Disposing } from '../dispose';

/** Milliseconds of rest after a key before the tree follows: short enough to feel live, long enough to skip keys. */
const REST = 120;

/** The box in which the library's filter is typed. The tree follows while typing and keeps what it shows at the end. */
export class FilterBox extends Disposing {
  readonly #apply: (query: string) => Promise<void>;
  #box: vscode.InputBox | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(apply: (query: string) => Promise<void>) {
    super();
    this.#apply = apply;
    this.register({ dispose: () => this.#close() });
  }

  /** Opens the box with the filter that is in force. */
  show(query: string): void {
    this.#close();
    const box = vscode.window.createInputBox();
    this.#box = box;
    box.title = vscode.l10n.t('Filter papers');
    box.placeholder = vscode.l10n.t('Words, "a phrase", -without, topic:agents, has:code, year:2025');
    box.value = query;
    box.onDidChangeValue(() => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.#apply(box.value), REST);
    });
    box.onDidAccept(() => box.hide());
    // A click on a row hides the box too, so leaving it in any way keeps the papers that are in sight.
    box.onDidHide(() => {
      if (this.#box !== box) return;
      const { value } = box;
      this.#close();
      void this.#apply(value);
    });
    box.show();
  }

  /** Says in the open box how many papers its words find. */
  report(count: string | undefined): void {
    if (this.#box) this.#box.prompt = count;
  }

  #close(): void {
    clearTimeout(this.#timer);
    const box = this.#box;
    this.#box = undefined;
    box?.dispose();
  }
}
