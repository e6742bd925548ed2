import * as vscode from 'vscode';
import { Disposable } from '../dispose';
import type { Log } from '../log';
import type { EventOrder } from './eventOrder';
import type { ListView } from './deferredEnter';
import type { Row } from './rows/row';
import { keepOrder } from './rows/rowOrder';

export type RankedPick = vscode.QuickPick<Row>;

export class QuickPickView extends Disposable implements ListView<Row> {
  readonly pick: RankedPick;

  constructor(
    private readonly order: EventOrder,
    log: Log,
  ) {
    super();
    this.pick = this._register(vscode.window.createQuickPick<Row>());
    keepOrder(this.pick, log);
    this.pick.matchOnDescription = false;
    this.pick.matchOnDetail = false;
  }

  show(rows: readonly Row[], active: Row | undefined, onShown: () => void): void {
    this.pick.items = rows;
    this.pick.activeItems = active === undefined ? [] : [active];
    // A quick pick sends its changes after a timer of 0 ms.
    setTimeout(() => this.order.onceShown(onShown), 0);
  }
}
