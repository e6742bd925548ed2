import type { Translator } from '../../src/clone/messages/failureMessages';

/** Puts values into English sentences as VS Code's own translator does where there is no translation. */
export const inEnglish: Translator = {
  t: (message, ...args) => message.replace(/\{(\d+)\}/g, (_, index: string) => String(args[Number(index)])),
};
