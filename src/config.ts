import * as vscode from 'vscode';
import { SECTION } from './ids';

/** Reads a setting of the `papers` section. Returns `undefined` if the guard rejects the value. */
export function setting<T>(name: string, guard: (value: unknown) => value is T): T | undefined {
  const value = settingValue(name);
  return guard(value) ? value : undefined;
}

/** Returns a setting of the `papers` section unchecked, or its default. */
export function settingValue(name: string): unknown {
  return vscode.workspace.getConfiguration(SECTION).get(name);
}

/** Whether a value is a string with characters other than white space. */
export function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

/**
 * Whether the user's file manager can show files of the extension's machine. VS Code ignores the command in windows of
 * other machines (WSL, SSH, a server) and lacks it in a browser.
 */
export function hasFileManager(): boolean {
  return vscode.env.uiKind === vscode.UIKind.Desktop && vscode.env.remoteName === undefined;
}
