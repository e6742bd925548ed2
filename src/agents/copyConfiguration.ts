import path from 'node:path';
import * as vscode from 'vscode';
import { atomicWrite } from '../library/store/atomicWrite';
import { notify } from '../notify';
import { clientConfigurations } from './mcp/clientConfigurations';
import { LAUNCHER, launcherCode } from './mcp/launcher';

export interface AgentPlaces {
  readonly storage: string;
  readonly program: string;
  /** `publisher.name`, in lower case. */
  readonly extensionId: string;
}

/** Copies the MCP configuration for a picked client, and writes the launcher that it names. */
export async function copyMcpConfiguration({ storage, program, extensionId }: AgentPlaces): Promise<void> {
  const launcher = path.join(storage, LAUNCHER);
  const rows = clientConfigurations(launcher).map((one) => ({
    label: one.clients,
    description: one.file,
    ...one,
  }));
  const picked = await vscode.window.showQuickPick(rows, {
    title: vscode.l10n.t('Copy MCP Configuration'),
    placeHolder: vscode.l10n.t('Which program should search your papers?'),
    matchOnDescription: true,
  });
  if (picked === undefined) return;
  try {
    await atomicWrite(launcher, launcherCode(program, extensionId));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    void notify(
      'error',
      vscode.l10n.t('The configuration was not copied: {0} can’t be written ({1}).', launcher, why),
    );
    return;
  }
  await vscode.env.clipboard.writeText(picked.text);
  const copied = vscode.l10n.t(
    'Copied. Add it to {0}; {1} then starts the server itself. It needs Node.js 22 or newer.',
    picked.file,
    picked.clients,
  );
  const remote = vscode.l10n.t('The server and its papers are on the remote machine of this window.');
  void notify('info', vscode.env.remoteName === undefined ? copied : `${copied} ${remote}`);
}
