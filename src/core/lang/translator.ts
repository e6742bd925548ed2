/** Translates a sentence with placeholders such as `{0}`. In the extension this is `vscode.l10n`. */
export interface Translator {
  t(message: string, ...args: (string | number)[]): string;
}
