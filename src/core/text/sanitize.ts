const MAX_MESSAGE_LENGTH = 600;

/**
 * Sanitizes external text for a notification, a progress title or a view's message. VS Code turns `[words](target)`
 * into a link there, including command links, so a zero-width space separates both parts.
 */
export function escapeMessage(text: string): string {
  const plain = stripControls(text).replace(/\](?=\s*\()/g, ']\u200b');
  return plain.length > MAX_MESSAGE_LENGTH ? `${plain.slice(0, MAX_MESSAGE_LENGTH - 1)}…` : plain;
}

/** Sanitizes external text for rows, buttons and the status bar, where `$(name)` is an icon. */
export function escapeLabel(text: string): string {
  return stripControls(text).replace(/\$\(/g, '\\$(');
}

/**
 * Escapes external text as one line of Markdown. VS Code's `appendText` makes every space non-breaking, so that
 * tooltips break inside words.
 */
export function escapeMarkdown(text: string): string {
  return stripControls(text).replace(/[!-/:-@[-`{-~]/g, '\\$&');
}

/** Replaces runs of control and bidirectional formatting characters by a space. */
export function stripControls(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]+/g, ' ');
}
