const MAX_NAME_LENGTH = 30;

const MAX_TITLE_LENGTH = 32;

/** Longest title that is a whole row label, in UTF-16 code units. */
const MAX_ROW_LENGTH = 28;

/** Longest beginning of a longer title. With the year, it fits VS Code's default width, 300 px, also in a wide font. */
const MAX_ROW_CUT_LENGTH = 24;

/** A shortened title does not end with a dash or with words that belong to what follows. */
const LINKING_WORD =
  /^(?:[–—-]|an?|and|are|as|at|by|for|from|in|into|is|of|on|or|over|the|to|under|using|via|with|)$/i;

/** Name before a colon, and the rest, which is empty for a title without a name. */
export interface TitleParts {
  readonly name: string;
  readonly rest: string;
}

/** Splits "CodeT5: Identifier-aware models" into name and rest. A title without a short name is a name as a whole. */
export function titleParts(title: string): TitleParts {
  // A colon without a following space belongs to a word, such as "3:1".
  const colon = /[:：](?=\s)|：/.exec(title)?.index ?? -1;
  const name = title.slice(0, colon).trim();
  const rest = title.slice(colon + 1).trim();
  if (colon < 0 || name === '' || rest === '' || name.length > MAX_NAME_LENGTH)
    return { name: title.trim(), rest: '' };
  return { name, rest };
}

/** Shortens a title to its name, else to its first words. */
export function tabTitle(title: string): string {
  return cut(titleParts(title).name, MAX_TITLE_LENGTH, MAX_TITLE_LENGTH)[0];
}

/** Splits a title for a tree row, which shows the date between both parts: name and rest, else first words and rest. */
export function rowParts(title: string): TitleParts {
  const parts = titleParts(title);
  if (parts.rest !== '') return parts;
  const [name, rest] = cut(parts.name, MAX_ROW_LENGTH, MAX_ROW_CUT_LENGTH);
  return { name, rest };
}

/**
 * Cuts a text after a word. Returns the beginning with an ellipsis, and the rest.
 * @param whole maximum length of a text that is not cut
 * @param maxLength of the beginning of a longer text, without the ellipsis
 */
function cut(text: string, whole: number, maxLength: number): readonly [beginning: string, rest: string] {
  if (text.length <= whole) return [text, ''];
  const end = text.slice(0, maxLength + 1).lastIndexOf(' ');
  const words = text.slice(0, Math.max(end, 0)).split(' ');
  while (words.length > 1 && LINKING_WORD.test(words.at(-1) ?? '')) words.pop();
  const beginning = words.join(' ');
  // A single long word is cut within the word, never within a surrogate pair.
  if (beginning === '') {
    const kept = text.slice(0, maxLength).replace(/[\uD800-\uDBFF]$/, '');
    return [`${kept}…`, text.slice(kept.length)];
  }
  return [`${beginning.replace(/[,;:–—-]$/, '')}…`, text.slice(beginning.length).trim()];
}
