/** Maximum length of the part of a title before a colon that counts as a name, in UTF-16 code units. */
const MAX_NAME_LENGTH = 30;

/** Maximum length of a shortened title without a name, in UTF-16 code units. */
const MAX_TITLE_LENGTH = 32;

/** A title in two parts: the name before a colon, and the rest; the rest is empty for a title without a name. */
export interface TitleParts {
  readonly name: string;
  readonly rest: string;
}

/** Splits "CodeT5: Identifier-aware models" into name and rest. A title without a short name is all name. */
export function titleParts(title: string): TitleParts {
  // A colon without a space after it belongs to a word, such as "3:1".
  const colon = /[:：](?=\s)|：/.exec(title)?.index ?? -1;
  const name = title.slice(0, colon).trim();
  const rest = title.slice(colon + 1).trim();
  if (colon < 0 || name === '' || rest === '' || name.length > MAX_NAME_LENGTH)
    return { name: title.trim(), rest: '' };
  return { name, rest };
}

/** Shortens a title for a tab: its name, else its first words. */
export function tabTitle(title: string): string {
  const { name } = titleParts(title);
  if (name.length <= MAX_TITLE_LENGTH) return name;
  const end = name.slice(0, MAX_TITLE_LENGTH + 1).lastIndexOf(' ');
  const words = name.slice(0, Math.max(end, 0)).trimEnd();
  // A single long word is cut within the word, never within a surrogate pair.
  const kept =
    words === ''
      ? name.slice(0, MAX_TITLE_LENGTH).replace(/[\uD800-\uDBFF]$/, '')
      : words.replace(/[,;:–—-]$/, '').trimEnd();
  return `${kept}…`;
}
