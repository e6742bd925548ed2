/** The counts are characters on each side of the cursor. */
export interface CursorEdit {
  readonly text: string;
  readonly replacedBefore: number;
  readonly replacedAfter: number;
}

/**
 * Keys that can follow `@` and stand between `<` and `>`. Typst reads a final dot or colon as text, and ends a label at
 * any other character (`ref_marker` in its lexer).
 */
const SHORT_KEY = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_.:-]*[\p{L}\p{N}_-])?$/u;
/** With or without the start of a label: `#cite(`, `cite(<`. */
const OPEN_CALL = /(#?)cite\(\s*(<?)$/;
/** Call up to a cursor within the label, and the rest of the call. */
const WITHIN_LABEL = [
  [/(#?)cite\(\s*<[\p{L}\p{N}_.:-]*$/u, /^[\p{L}\p{N}_.:-]*>[^()\n]*\)/u],
  [/(#?)cite\(\s*label\("[^"\n]*$/, /^[^"\n]*"\s*\)[^()\n]*\)/],
] as const;
const TYPED_AT = /(?:^|[\s([{;,-])@$/;

/**
 * Returns the text that cites papers at a cursor: `@key`, or `#cite(label("key"))` for a key that the short form cannot
 * contain. In an open call, returns the missing arguments. Replaces a typed `@`, `<` or `>` that does not fit the key.
 * @param keys at least one
 */
export function typstCitation(before: string, after: string, keys: readonly string[]): CursorEdit {
  const call = OPEN_CALL.exec(before);
  if (!call) {
    const isTyped = TYPED_AT.test(before);
    return joined(keys.map(reference).join(' '), isTyped ? '@' : '', '');
  }
  // `cite` takes one label. In code, which has no `#`, calls are joined by `+`.
  const labels = keys.map(label).join(call[1] === '#' ? ') #cite(' : ') + cite(');
  const sign = call[2] ?? '';
  return joined(labels, sign, sign !== '' && after.startsWith('>') ? '>' : '');
}

/**
 * Returns the text that cites further papers after the call of `cite` around the cursor, because a call takes one
 * label.
 * @returns `undefined` if the cursor is not within a label
 */
export function citationBehindCall(
  before: string,
  after: string,
  keys: readonly string[],
): CursorEdit | undefined {
  // The key completes an empty label.
  if (before.endsWith('<') && after.startsWith('>')) return undefined;
  for (const [begun, rest] of WITHIN_LABEL) {
    const call = begun.exec(before);
    const end = call && rest.exec(after)?.[0];
    if (!end) continue;
    const more =
      call[1] === '#' ? keys.map(reference).join(' ') : keys.map((key) => ` + cite(${label(key)})`).join('');
    return { text: end + more, replacedBefore: 0, replacedAfter: end.length };
  }
  return undefined;
}

/**
 * Completes a key that is being typed after `@` or `<`.
 * @param before text up to the typed part of the key
 * @param after text from the cursor on
 */
export function completedTypstKey(before: string, after: string, key: string): CursorEdit {
  return SHORT_KEY.test(key)
    ? { text: key, replacedBefore: 0, replacedAfter: 0 }
    : typstCitation(before, after, [key]);
}

/** Leaves out signs that are already beside the cursor, or replaces them if they do not fit. */
function joined(text: string, before: string, after: string): CursorEdit {
  const hasBefore = before !== '' && text.startsWith(before);
  const hasAfter = after !== '' && text.endsWith(after);
  return {
    text: text.slice(hasBefore ? before.length : 0, hasAfter ? -after.length : undefined),
    replacedBefore: hasBefore ? 0 : before.length,
    replacedAfter: hasAfter ? 0 : after.length,
  };
}

function reference(key: string): string {
  return SHORT_KEY.test(key) ? `@${key}` : `#cite(${label(key)})`;
}

function label(key: string): string {
  return SHORT_KEY.test(key) ? `<${key}>` : `label("${key.replace(/["\\]/g, '\\$&')}")`;
}
