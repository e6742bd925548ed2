import os from 'node:os';
import * as vscode from 'vscode';
import { SECTION, Setting } from '../../ids';
import type { ClonedFolders } from '../../library/store/clonedFolders';
import type { Log } from '../../log';
import { notify } from '../../notify';
import { diagnosticsText, type Diagnostics } from './diagnostics';
import { findGit } from '../git/findGit';
import type { LastFailures } from './diagnostics';

export interface DiagnosticsDeps {
  readonly version: string;
  readonly cloned: ClonedFolders;
  readonly failures: LastFailures;
  readonly library: () => string;
  readonly log: Log;
}

/** Copies diagnostics that do not identify the user to the clipboard. */
export async function copyDiagnostics(deps: DiagnosticsDeps): Promise<void> {
  const person = { home: os.homedir(), user: userName() };
  await vscode.env.clipboard.writeText(diagnosticsText(await facts(deps), person));
  await notify(
    'info',
    vscode.l10n.t('Versions, settings and the last failures were copied. Review them before you send them.'),
  );
}

async function facts({ version, cloned, failures, library, log }: DiagnosticsDeps): Promise<Diagnostics> {
  await cloned.ready;
  const { appName, appHost, remoteName, uiKind, language } = vscode.env;
  const browser = uiKind === vscode.UIKind.Web ? ', in a browser' : '';
  return {
    extension: version,
    editor: `${appName} ${vscode.version} (${appHost}${browser}, ${language})`,
    remote: remoteName,
    system: `${os.platform()} ${os.release()} ${os.arch()}, Node ${process.versions.node}`,
    workspace: workspace(),
    git: await git(log),
    settings: settings(),
    library: library(),
    clones: cloned.all().length,
    failures: failures.all(),
  };
}

function workspace(): string {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const schemes = [...new Set(folders.map(({ uri }) => uri.scheme))].join(', ');
  const trust = vscode.workspace.isTrusted ? 'trusted' : 'in Restricted Mode';
  return `${folders.length} folders${schemes === '' ? '' : ` (${schemes})`}, ${trust}`;
}

async function git(log: Log): Promise<string> {
  if (!vscode.workspace.isTrusted) return 'not looked for in Restricted Mode';
  const found = await findGit(log);
  if (found.kind === 'found') return `${found.version.join('.')}, named by ${found.source}`;
  if (found.kind === 'cancelled') return 'not looked for';
  const { reason, detail } = found.failure;
  return detail === undefined ? reason : `${reason} (${detail})`;
}

/** Reports settings with URLs or paths only as set or unset. */
function settings(): Diagnostics['settings'] {
  const value = (name: string): unknown => vscode.workspace.getConfiguration().get(name);
  const shown = (name: string): [string, string] => [name, JSON.stringify(value(name) ?? null)];
  const hidden = (name: string): [string, string] => {
    const found = value(name);
    return [name, found === undefined || found === null || found === '' ? 'unset' : 'set'];
  };
  return [
    shown(`${SECTION}.${Setting.cloneHistory}`),
    hidden(`${SECTION}.${Setting.cloneParentFolder}`),
    shown(`${SECTION}.${Setting.network}`),
    hidden(`${SECTION}.${Setting.endpoint}`),
    ...['git.enabled', 'http.proxySupport', 'security.workspace.trust.enabled'].map(shown),
    ...['git.path', 'http.proxy'].map(hidden),
  ];
}

function userName(): string {
  try {
    return os.userInfo().username;
  } catch {
    // A user id in a container may have no name.
    return '';
  }
}
