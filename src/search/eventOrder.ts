import * as vscode from 'vscode';
import { Disposable } from '../dispose';

/** Runs only for `EventOrder`. VS Code does not list commands that begin with `_`. */
const ARRIVED_COMMAND = '_papers.searchShown';

/**
 * Determines when VS Code shows a change. Events that VS Code sent earlier are about the previous state.
 *
 * Requests that VS Code run a command of this extension. The extension host handles requests and events in the order
 * in which VS Code sent them. An awaited response has no such order: a busy host handles it after events that arrived
 * with it, such as a later click.
 */
export class EventOrder extends Disposable {
  readonly #waiting = new Map<number, () => void>();
  #last = 0;

  /** @param command id of a command that is not registered yet */
  constructor(private readonly command = ARRIVED_COMMAND) {
    super();
    this._register(
      vscode.commands.registerCommand(command, (request: unknown) => {
        const callback = this.#waiting.get(request as number);
        this.#waiting.delete(request as number);
        callback?.();
      }),
    );
    this._register({ dispose: () => this.#waiting.clear() });
  }

  /** Calls back, between two events, when VS Code has handled all that was sent. Not after disposal. */
  onceShown(callback: () => void): void {
    const request = ++this.#last;
    this.#waiting.set(request, callback);
    const commands = [{ command: this.command, args: request }];
    // The extension host would run the command itself; `runCommands` is a command of VS Code.
    vscode.commands.executeCommand('runCommands', { commands }).then(undefined, () => undefined);
  }
}
