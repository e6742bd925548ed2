/** English messages with their placeholders filled in, like `vscode.l10n`. */
export { ENGLISH as english } from '../../src/core/lang/translator';
