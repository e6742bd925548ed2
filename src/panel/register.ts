import * as vscode from 'vscode';
import { Command } from '../ids';
import { openPaperOptions, paperIdOf } from '../paperArgument';
import type { PaperPicker } from '../paperPicker';
import { registerPaperCommands } from './paperCommands';
import type { PaperPanels } from './paperPanels';
import type { PanelCatalogue } from './panelTypes';

/** Puts `papers.openPaper` and the commands on a paper in place. */
export function registerPanels(
  catalogue: PanelCatalogue,
  panels: PaperPanels,
  picker: PaperPicker,
): vscode.Disposable {
  return vscode.Disposable.from(
    registerPaperCommands(catalogue, panels, picker),
    vscode.commands.registerCommand(Command.openPaper, async (argument: unknown, options: unknown) => {
      const id = paperIdOf(argument);
      // Called without a paper, as from a keyboard shortcut, it finds one first.
      if (id === undefined) await vscode.commands.executeCommand(Command.search);
      else await panels.open(id, openPaperOptions(options));
    }),
  );
}
