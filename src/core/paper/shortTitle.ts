const MAX_NAME_LENGTH = 30;

const MAX_TITLE_LENGTH = 32;

/** In UTF-16 code units. Label and year then fit a sidebar of VS Code's default width, 300 px. */
const MAX_ROW_LENGTH = 28;

/** The name before a colon, and the rest, which is empty for a title without a name. */
export interface TitleParts {
  readonly name: string;
  readonly rest: string;
}

/**
 * Splits "CodeT5: Identifier-aware models" into name and rest. A title without a short name is treated as a
 * name.
 */
export function titleParts(title: string): TitleParts {
  // A colon without a following space belongs to a word, such as "3:1".
  const colon = /[:：](?=\s)|：/.exec(title)?.index ?? -1;
  const name = title.slice(0, colon).trim();
  const rest = title.slice(colon + 1).trim();
  if (colon < 0 || name === '' || rest === '' || name.length > MAX_NAME_LENGTH)
    return { name: title.trim(), rest: '' };
  return { name, rest };
}

/** Shortens a title for a tab: its name, else its first words. */
export function tabTitle(title: string): string {
  return cut(titleParts(title).name, MAX_TITLE_LENGTH)[0];
}

/**
 * Splits a title for a tree row, which shows the date between both parts: into name and rest, or into first
 * words and rest if the title has no short name.
 */
export function rowParts(title: string): TitleParts {
  const parts = titleParts(title);
  if (parts.rest !== '') return parts;
  const [name, rest] = cut(parts.name, MAX_ROW_LENGTH);
  return { name, rest };
}

/** Cuts a text after a word. Returns the beginning with an ellipsis and the rest. */
function cut(text: string, maxLength: number): readonly [beginning: string, rest: string] {
  if (text.length <= maxLength) return [text, ''];
  const end = text.slice(0, maxLength + 1).lastIndexOf(' ');
  const words = text.slice(0, Math.max(end, 0)).trimEnd();
  // Cuts a single long word, but not a surrogate pair.
  if (words === '') {
    const kept = text.slice(0, maxLength).replace(/[\uD800-\uDBFF]$/, '');
    return [`${kept}…`, text.slice(kept.length)];
  }
  return [`${words.replace(/[,;:–—-]$/, '').trimEnd()}…`, text.slice(end).trim()];
}
