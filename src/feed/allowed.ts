import * as vscode from 'vscode';
import { SECTION, Setting } from '../ids';
import { notify } from '../notify';
import { endpointChoice, networkMode } from './settings';
import { endpointSentence } from './words';

/** The endpoint that a command may ask; undefined after it was said why it may not. */
export async function askableEndpoint(): Promise<string | undefined> {
  const settings = (name: string) => ({
    label: vscode.l10n.t('Open Settings'),
    run: () => vscode.commands.executeCommand('workbench.action.openSettings', `@id:${SECTION}.${name}`),
  });
  if (networkMode() === 'off') {
    await notify(
      'info',
      vscode.l10n.t('The network is switched off in the settings.'),
      settings(Setting.network),
    );
    return undefined;
  }
  const choice = endpointChoice();
  if (choice.ok) return choice.endpoint;
  await notify('error', endpointSentence(choice), settings(Setting.endpoint));
  return undefined;
}
