import * as vscode from 'vscode';

/** Constructs and registers; nothing is awaited here. */
export function activate(context: vscode.ExtensionContext): void {
  context.subscriptions.push(vscode.window.createOutputChannel('Daily Papers', { log: true }));
}
