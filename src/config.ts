import * as vscode from 'vscode';
import { SECTION } from './ids';

/** Reads a setting of the `papers` section; a value that the guard refuses counts as not set. */
export function setting<T>(name: string, guard: (value: unknown) => value is T): T | undefined {
  const value: unknown = vscode.workspace.getConfiguration(SECTION).get(name);
  return guard(value) ? value : undefined;
}

/** True for a string that is not empty. */
export function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}
