import * as vscode from 'vscode';
import { Disposable } from '../dispose';

/** Id of a command that only VS Code runs, when `EventOrder` asks it to. VS Code lists no command whose id begins with `_`. */
const ARRIVED_COMMAND = '_papers.searchShown';

/**
 * Tells at which point among the events of VS Code a change is visible. Events that are sent before that point are about
 * the state before the change, because VS Code and the extension host are separate processes.
 *
 * VS Code is asked to run a command of this extension. Requests and events arrive in the order in which they were sent,
 * and both are handled when they arrive. An awaited answer has no such place: it is handled after the events that arrived
 * together with it, and after a busy moment of the extension host that is a click which the user made later.
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

  /**
   * Calls back, synchronously and between two events, when everything that was sent to VS Code so far has taken effect.
   * Never calls back if this is disposed before, or if VS Code does not answer because the window closes.
   */
  onceShown(callback: () => void): void {
    const request = ++this.#last;
    this.#waiting.set(request, callback);
    const commands = [{ command: this.command, args: request }];
    // The extension host would run its own command itself; `runCommands` is VS Code's.
    vscode.commands.executeCommand('runCommands', { commands }).then(undefined, () => undefined);
  }
}
