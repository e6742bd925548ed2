import * as vscode from 'vscode';
import { SECTION, Setting } from '../ids';
import { notify, type Choice } from '../notify';
import { endpointChoice, networkMode } from './settings';
import { endpointSentence } from './messages';

/** The endpoint that a command may ask; undefined after it was said why it may not. */
export async function askableEndpoint(): Promise<string | undefined> {
  if (networkMode() === 'off') {
    const message = vscode.l10n.t('The network is switched off in the settings.');
    await notify('info', message, openSettings(Setting.network));
    return undefined;
  }
  const choice = endpointChoice();
  if (choice.ok) return choice.endpoint;
  await notify('error', endpointSentence(choice), openSettings(Setting.endpoint));
  return undefined;
}

/** Leads to one of the extension's settings. */
export function openSettings(name: string): Choice {
  return {
    label: vscode.l10n.t('Open Settings'),
    run: () => vscode.commands.executeCommand('workbench.action.openSettings', `@id:${SECTION}.${name}`),
  };
}
