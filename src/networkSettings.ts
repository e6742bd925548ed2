import { setting, settingValue } from './config';
import { SECTION, Setting } from './ids';
import { resolveEndpoint, type EndpointChoice } from './library/sync/endpoint';
import { networkModeOf, type NetworkMode } from './library/sync/networkMode';
import * as vscode from 'vscode';
import { notify, type MessageAction } from './notify';
import { endpointMessage } from './networkMessages';

/** Whether the extension sends requests automatically, by command only, or never. */
export function networkMode(): NetworkMode {
  return networkModeOf(settingValue(Setting.network));
}

/** Returns the endpoint of the setting or the environment, or why it is rejected. */
export function endpointChoice(): EndpointChoice {
  const given = setting(Setting.endpoint, (value): value is string => typeof value === 'string') ?? '';
  return resolveEndpoint(given, process.env['HF_ENDPOINT']);
}

/** Returns a valid endpoint if the network is on. Shows no message. */
export function quietEndpoint(): string | undefined {
  const choice = endpointChoice();
  return networkMode() !== 'off' && choice.ok ? choice.endpoint : undefined;
}

/** Returns the endpoint that a command may use. Otherwise shows the reason and returns `undefined`. */
export async function allowedEndpoint(): Promise<string | undefined> {
  if (networkMode() === 'off') {
    const message = vscode.l10n.t('The network is switched off in the settings.');
    await notify('info', message, openSettings(Setting.network));
    return undefined;
  }
  const choice = endpointChoice();
  if (choice.ok) return choice.endpoint;
  await notify('error', endpointMessage(choice), openSettings(Setting.endpoint));
  return undefined;
}

/** Returns a button that opens one of the extension's settings. */
export function openSettings(name: string): MessageAction {
  return {
    label: vscode.l10n.t('Open Settings'),
    run: () => vscode.commands.executeCommand('workbench.action.openSettings', `@id:${SECTION}.${name}`),
  };
}
