/** Translates a whole sentence with `{0}` places; `vscode.l10n` in the extension. */
export interface Translator {
  t(message: string, ...args: (string | number)[]): string;
}
