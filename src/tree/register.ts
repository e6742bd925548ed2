import * as vscode from 'vscode';
import { Command } from '../ids';
import { chooseGrouping, chooseOrder } from './arrangementPickers';
import { groupings, orders } from './groups';
import { LibraryTree, type TreeDeps } from './libraryView';
import type { MoreNode } from './nodes';

/** Puts the library view and its commands in place. */
export function registerTree(deps: TreeDeps): LibraryTree {
  const tree = new LibraryTree(deps);
  const command = (id: string, run: (argument: unknown) => unknown): void => {
    tree.owns(vscode.commands.registerCommand(id, run));
  };
  command(Command.groupBy, async (argument) => {
    const named = groupings.find((grouping) => grouping === argument);
    const groupBy = named ?? (await chooseGrouping(tree.arrangement.groupBy));
    if (groupBy) await tree.arrange({ groupBy });
  });
  command(Command.sortBy, async (argument) => {
    const named = orders.find((order) => order === argument);
    const order = named ?? (await chooseOrder(tree.arrangement.order));
    if (order) await tree.arrange({ order });
  });
  command(Command.filterLibrary, async (argument) => {
    if (typeof argument === 'string') await tree.filter(argument);
    else tree.askFilter();
  });
  command(Command.clearFilter, () => tree.filter(''));
  command(Command.previousDay, () => tree.stepDay('previous'));
  command(Command.nextDay, () => tree.stepDay('next'));
  command(Command.showMore, (argument) => {
    if (isMoreNode(argument)) tree.showMore(argument);
  });
  return tree;
}

function isMoreNode(value: unknown): value is MoreNode {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'more';
}
