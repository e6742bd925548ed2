import path from 'node:path';
import * as vscode from 'vscode';
import { escapeLabel } from '../../core/text/sanitize';
import { pickFolder } from './pickParent';
import { freeName, nameProblem, type NameProblem } from '../staging/folderName';
import { isTaken, occupantOf, type Occupant } from '../staging/targetFolder';

export type ConflictChoice =
  | { readonly kind: 'open'; readonly occupant: Occupant }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'parent'; readonly parent: string };

/**
 * Asks what to do about an occupied target. Opening is offered first for the same repository, and never for a file.
 * @param name `owner/name`
 * @param url address to clone from
 * @param parent folder for a clone under another name
 * @returns undefined if the user cancels
 */
export async function pickConflict(
  name: string,
  url: string,
  folder: string,
  parent: string,
): Promise<ConflictChoice | undefined> {
  const occupant = await occupantOf(folder, url);
  const open = { label: vscode.l10n.t('Open it'), description: escapeLabel(folder), action: 'open' as const };
  const others = [
    { label: vscode.l10n.t('Clone under another name…'), description: '', action: 'name' as const },
    { label: vscode.l10n.t('Clone into another folder…'), description: '', action: 'parent' as const },
  ];
  const rows =
    occupant === 'sameRepository' ? [open, ...others] : occupant === 'file' ? others : [...others, open];
  const picked = await vscode.window.showQuickPick(rows, {
    title: vscode.l10n.t('Clone {0}', escapeLabel(name)),
    placeHolder: occupantMessage(occupant, escapeLabel(name), escapeLabel(path.basename(folder))),
  });
  switch (picked?.action) {
    case undefined:
      return undefined;
    case 'open':
      return { kind: 'open', occupant };
    case 'name': {
      const chosen = await askName(path.basename(folder), parent);
      return chosen === undefined ? undefined : { kind: 'name', name: chosen };
    }
    case 'parent': {
      const chosen = await pickFolder();
      return chosen === undefined ? undefined : { kind: 'parent', parent: chosen };
    }
  }
}

/** `name` is `owner/name`. */
export function occupantMessage(occupant: Occupant, name: string, folder: string): string {
  switch (occupant) {
    case 'sameRepository':
      return vscode.l10n.t('{0} is already cloned in “{1}”.', name, folder);
    case 'otherRepository':
      return vscode.l10n.t('“{0}” is another repository. It will not be changed.', folder);
    case 'folder':
      return vscode.l10n.t('“{0}” is a folder that is not a repository. It will not be changed.', folder);
    case 'file':
      return vscode.l10n.t('“{0}” is a file. It will not be changed.', folder);
  }
}

async function askName(name: string, parent: string): Promise<string | undefined> {
  const taken = (candidate: string): Promise<boolean> => isTaken(path.join(parent, candidate));
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Clone Under Another Name'),
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
      return vscode.l10n.t('Names that start with a dot are reserved for settings and tools.');
    case 'device':
      return vscode.l10n.t('This name is reserved on Windows. Choose another.');
    case 'special':
      return vscode.l10n.t('Folders of this name are for installed packages. Choose another name.');
    case 'option':
      return vscode.l10n.t('A name can’t start with a dash.');
    case 'ending':
      return vscode.l10n.t('A name can’t start or end with a space or end with a dot.');
    case 'long':
      return vscode.l10n.t('The name is too long.');
  }
}
