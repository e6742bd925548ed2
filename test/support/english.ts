import type { Translator } from '../../src/core/lang/translator';

/** Messages in English, with their placeholders filled in as `vscode.l10n` does. */
export const english: Translator = {
  t: (message, ...args) => message.replace(/\{(\d+)\}/g, (_, place: string) => String(args[Number(place)])),
};
