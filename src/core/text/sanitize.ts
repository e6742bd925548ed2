/** Longest text that a message shows, in UTF-16 code units. */
const LONGEST_MESSAGE = 600;

/**
 * Text from outside for a notification, a progress title or a view's message. VS Code turns `[words](target)` into a
 * link there, command links included, so a zero-width space is put between the two halves; control characters go.
 */
export function inertMessage(text: string): string {
  const plain = withoutControls(text).replace(/\](?=\s*\()/g, ']\u200b');
  return plain.length > LONGEST_MESSAGE ? `${plain.slice(0, LONGEST_MESSAGE - 1)}…` : plain;
}

/** Text from outside for a quick pick's row, a button or the status bar, where `$(name)` would become an icon. */
export function inertLabel(text: string): string {
  return withoutControls(text).replace(/\$\(/g, '\\$(');
}

/**
 * Text from outside as Markdown that shows it as it is, on one line: no link, no HTML, no heading. `appendText` of
 * VS Code would do, but it makes every space a hard one, and then a tooltip breaks inside words.
 */
export function inertMarkdown(text: string): string {
  return withoutControls(text).replace(/[!-/:-@[-`{-~]/g, '\\$&');
}

/**
 * Text from outside for a Markdown document that people read as text, too: only what would change how it is shown is
 * escaped, so that `TIME: A Multi-level Benchmark` stays as it is. It must not stand at the start of a line, where
 * `#`, `-` or `1.` mean more.
 */
export function literalMarkdown(text: string): string {
  return withoutControls(text)
    .replace(/[\\`*[\]<$]/g, '\\$&')
    .replace(
      /(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|~(?=~)|(?<=~)~|&(?=#?\w{1,32};)|!(?=\\\[)|:(?=\w{1,30}:)|(?<=:\w{1,30}):/gu,
      '\\$&',
    )
    .replace(/:(?=\/\/)|(?<=\bwww)\.|@(?=\w)/gi, '\\$&');
}

/** Text without control and direction-changing characters; each run of them becomes one space. */
export function withoutControls(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]+/g, ' ');
}
