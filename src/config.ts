import * as vscode from 'vscode';
import { SECTION } from './ids';

/** Reads a setting of the `papers` section. Returns `undefined` if the guard rejects the value. */
export function setting<T>(name: string, guard: (value: unknown) => value is T): T | undefined {
  const value = settingValue(name);
  return guard(value) ? value : undefined;
}

/** Returns the value of a setting of the `papers` section as the user wrote it, or its default. */
export function settingValue(name: string): unknown {
  return vscode.workspace.getConfiguration(SECTION).get(name);
}

/** Returns whether a value is a string with characters other than white space. */
export function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

/**
 * Whether the file manager of the user's machine can show the files of the extension's machine. In the window of another
 * machine, such as one of WSL, SSH or a server, VS Code ignores the command, and in a browser it has none.
 */
export function hasFileManager(): boolean {
  return vscode.env.uiKind === vscode.UIKind.Desktop && vscode.env.remoteName === undefined;
}
