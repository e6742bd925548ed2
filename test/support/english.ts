/** Messages in English, with their placeholders filled in as `vscode.l10n` does. */
export { ENGLISH as english } from '../../src/core/lang/translator';
