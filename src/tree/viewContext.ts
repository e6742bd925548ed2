import * as vscode from 'vscode';
import { TreeContext } from '../ids';
import type { Arrangement } from './model/treeModel';

/** Sets a context key of the library view. */
export function setTreeContext(key: string, value: unknown): void {
  void vscode.commands.executeCommand('setContext', key, value);
}

/**
 * Sets the context keys that depend on grouping and order: day buttons, the menu of a topic, Less Like This.
 */
export function setArrangementContext({ groupBy, order }: Arrangement): void {
  setTreeContext(TreeContext.byDay, groupBy === 'day');
  setTreeContext(TreeContext.byTopic, groupBy === 'topic');
  setTreeContext(TreeContext.forYou, order === 'forYou');
}
