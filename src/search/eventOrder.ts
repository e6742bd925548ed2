import * as vscode from 'vscode';
import { Disposable } from '../dispose';

/** Only VS Code runs this command, for `EventOrder`. It does not list ids that begin with `_`. */
const ARRIVED_COMMAND = '_papers.searchShown';

/**
 * Determines when a change is visible to the user. Earlier events refer to the state before the change,
 * because VS Code and the extension host are separate processes.
 *
 * Requests that VS Code run a command of this extension. Requests and events arrive in the order in which
 * they were sent and are handled on arrival. An awaited response has no such order: it is handled after the
 * events that arrived with it. If the extension host was busy, these can include a later click.
 */
export class EventOrder extends Disposable {
  readonly #waiting = new Map<number, () => void>();
  #last = 0;

  /** @param command id of the command, which must not be registered yet */
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
