import path from 'node:path';
import * as vscode from 'vscode';
import { inertLabel } from '../../core/text/sanitize';
import { chooseFolder } from './pickParent';
import { freeName, nameProblem, type NameProblem } from '../staging/folderName';
import { existingFolder, isTaken } from '../staging/targetFolder';

/** What to do where a clone's place is taken. */
export type Other =
  | { readonly kind: 'open'; readonly folder: string }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'parent'; readonly parent: string };

/**
 * Asks what to do where `folder` is there already; undefined when the user thinks better of it.
 * @param parent where a clone under another name would go
 */
export async function chooseOther(name: string, folder: string, parent: string): Promise<Other | undefined> {
  const open = { label: vscode.l10n.t('Open it'), description: inertLabel(folder), action: 'open' as const };
  const rows = [
    // What is there may be a file, or a link to nowhere.
    ...((await existingFolder(folder)) === undefined ? [] : [open]),
    { label: vscode.l10n.t('Clone under another name…'), description: '', action: 'name' as const },
    { label: vscode.l10n.t('Clone into another folder…'), description: '', action: 'parent' as const },
  ];
  const picked = await vscode.window.showQuickPick(rows, {
    placeHolder: vscode.l10n.t('{0} is there already; it is left as it is.', inertLabel(name)),
  });
  switch (picked?.action) {
    case undefined:
      return undefined;
    case 'open':
      return { kind: 'open', folder };
    case 'name': {
      const chosen = await askName(path.basename(folder), parent);
      return chosen === undefined ? undefined : { kind: 'name', name: chosen };
    }
    case 'parent': {
      const chosen = await chooseFolder();
      return chosen === undefined ? undefined : { kind: 'parent', parent: chosen };
    }
  }
}

async function askName(name: string, parent: string): Promise<string | undefined> {
  const taken = (candidate: string): Promise<boolean> => isTaken(path.join(parent, candidate));
  return vscode.window.showInputBox({
    prompt: vscode.l10n.t('Name of the folder to clone into'),
    value: await freeName(name, taken),
    validateInput: async (value) => {
      const problem = nameProblem(value);
      if (problem !== undefined) return nameAdvice(problem);
      return (await taken(value))
        ? vscode.l10n.t('A folder or file of that name is there already.')
        : undefined;
    },
  });
}

function nameAdvice(problem: NameProblem): string {
  switch (problem) {
    case 'empty':
      return vscode.l10n.t('Type a name.');
    case 'characters':
      return vscode.l10n.t('A name can’t hold any of < > : " / \\ | ? *.');
    case 'hidden':
      return vscode.l10n.t('A name that starts with a dot is kept for settings and tools.');
    case 'device':
    case 'special':
      return vscode.l10n.t('This name has a meaning of its own; choose another.');
    case 'option':
      return vscode.l10n.t('A name can’t start with a dash.');
    case 'ending':
      return vscode.l10n.t('A name can’t start or end with a space or end with a dot.');
    case 'long':
      return vscode.l10n.t('The name is too long.');
  }
}
