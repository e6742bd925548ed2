import * as vscode from 'vscode';
import { Disposing } from '../dispose';
import type { Log } from '../log';
import type { ListView } from './liveList';
import type { Row } from './pickRows';
import { keepOrder } from './rowOrder';

/** A quick pick of the search box. */
export type RankedPick = vscode.QuickPick<Row>;

/** Context key without a reader: setting it is a question that VS Code answers after everything sent before it. */
const ROUND_TRIP = 'papers.searchShown';

/** Shows a live list in a quick pick. */
export class QuickPickView extends Disposing implements ListView<Row> {
  readonly pick: RankedPick;

  constructor(log: Log) {
    super();
    this.pick = this.register(vscode.window.createQuickPick<Row>());
    keepOrder(this.pick, log);
    this.pick.matchOnDescription = false;
    this.pick.matchOnDetail = false;
  }

  show(rows: readonly Row[], active: Row | undefined): void {
    this.pick.items = rows;
    this.pick.activeItems = active === undefined ? [] : [active];
  }

  async seen(): Promise<void> {
    // A quick pick sends its changes after a timer of 0 ms.
    await new Promise((resolve) => setTimeout(resolve, 0));
    // Ignore a rejected request: a closing window no longer answers.
    await vscode.commands.executeCommand('setContext', ROUND_TRIP, true).then(undefined, () => undefined);
  }
}
