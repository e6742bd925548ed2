import * as vscode from 'vscode';
import type { PanelState } from '../core/protocol';
import { PageContext } from '../ids';
import type { PaperState } from '../papers/paperStates';

/**
 * Sets the context keys for the manifest's `when` clauses from the active page.
 * @param state `undefined` if no page is the active editor
 * @param marks the user's marks of its paper
 */
export function setPageContext(state: PanelState | undefined, marks: PaperState | undefined): void {
  setContext(PageContext.inList, (state?.list.length ?? 0) > 1);
  setContext(PageContext.preview, state?.preview ?? false);
  setContext(PageContext.saved, marks?.saved ?? false);
  setContext(PageContext.read, marks?.read ?? false);
}

function setContext(key: string, value: boolean): void {
  void vscode.commands.executeCommand('setContext', key, value);
}
