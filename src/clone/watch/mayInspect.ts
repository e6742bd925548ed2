import * as vscode from 'vscode';
import { networkMode } from '../../networkSettings';

/** Whether git may run without a command. */
export function mayInspect(): boolean {
  return networkMode() === 'on' && vscode.workspace.isTrusted;
}
