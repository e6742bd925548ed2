/** Longer text is not front matter of a note. */
const MAX_FRONT_MATTER = 16_000;

export interface NoteParts {
  /** Between the two marker lines; `undefined` without front matter. */
  readonly yaml: string | undefined;
  readonly body: string;
}

/**
 * Front matter begins with `---` on the first line and ends with `---` or `...`. Without an end marker, the whole text
 * is the body, as in other tools.
 */
export function splitNote(text: string): NoteParts {
  const plain = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  const start = /^---[ \t]*\n/.exec(plain);
  if (!start) return { yaml: undefined, body: plain };
  const rest = plain.slice(start[0].length);
  const end = /^(?:---|\.\.\.)[ \t]*$/m.exec(rest.slice(0, MAX_FRONT_MATTER));
  if (!end) return { yaml: undefined, body: plain };
  return { yaml: rest.slice(0, end.index), body: rest.slice(end.index + end[0].length).replace(/^\n/, '') };
}
