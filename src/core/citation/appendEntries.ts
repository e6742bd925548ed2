export interface Insertion {
  readonly offset: number;
  readonly text: string;
}

/**
 * Appends entries in the style of a .bib file: line endings, indentation, blank lines.
 * @param text of the file, which may be empty
 * @param added entries with `\n` line endings and two spaces of indentation
 */
export function appendEntries(text: string, added: readonly string[]): Insertion {
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const indentation = /^([ \t]+)[A-Za-z-]+[ \t]*=/m.exec(text)?.[1] ?? '  ';
  const entries = added.map((entry) => entry.replace(/^ {2}(?=\S)/gm, indentation));
  const dense = /\}[ \t]*\r?\n@/.test(text) && !/\}[ \t]*\r?\n[ \t]*\r?\n@/.test(text);
  const block = entries.join(dense ? '\n' : '\n\n').replaceAll('\n', lineEnd);
  if (text.trim() === '') return { offset: text.length, text: `${block}${lineEnd}` };
  const lineEnds = text.slice(text.trimEnd().length).split('\n').length - 1;
  const wanted = dense ? 1 : 2;
  // After an unclosed entry, only an entry at the start of a line is found.
  const atLeast = text.endsWith('\n') ? 0 : 1;
  const before = lineEnd.repeat(Math.max(atLeast, wanted - lineEnds));
  return { offset: text.length, text: `${before}${block}${lineEnds > 0 ? lineEnd : ''}` };
}
