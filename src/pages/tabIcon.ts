import * as vscode from 'vscode';

/** Returns `media/NAME-light.svg` and `media/NAME-dark.svg`. */
export function tabIcon(
  extensionUri: vscode.Uri,
  name: string,
): NonNullable<vscode.WebviewPanel['iconPath']> {
  const image = (theme: string): vscode.Uri =>
    vscode.Uri.joinPath(extensionUri, 'media', `${name}-${theme}.svg`);
  return { light: image('light'), dark: image('dark') };
}
