import * as vscode from 'vscode';
import { TreeContext } from '../ids';
import type { Arrangement } from './model/treeModel';

/** Sets a context key of the library view. */
export function setTreeContext(key: string, value: unknown): void {
  void vscode.commands.executeCommand('setContext', key, value);
}

/** Sets the context keys that depend on grouping and order: day buttons, Less Like This. */
export function setArrangementContext({ groupBy, order }: Arrangement): void {
  setTreeContext(TreeContext.byDay, groupBy === 'day');
  setTreeContext(TreeContext.forYou, order === 'forYou');
}
