import * as vscode from 'vscode';
import { SECTION } from './ids';

/** Reads a setting of the `papers` section. Returns `undefined` if the guard rejects the value. */
export function setting<T>(name: string, guard: (value: unknown) => value is T): T | undefined {
  const value: unknown = vscode.workspace.getConfiguration(SECTION).get(name);
  return guard(value) ? value : undefined;
}

/** Returns whether a value is a string with characters other than white space. */
export function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}
