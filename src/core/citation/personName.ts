/** Words that make a name that of a group, which is never cut into given and family name. */
const GROUP =
  /\b(?:AI|Authors|Center|Centre|Collaboration|Community|Company|Consortium|Corporation|Foundation|GPT|Group|Inc|Institute|Lab|Laboratory|Labs|Ltd|LLC|Network|Organi[sz]ation|Project|Research|Science|Team|University|Workshop)\b\.?|[\d:;&/@]/;

const SUFFIX = /^(?:Jr|Sr|II|III|IV)\.?$/;

/** A name cut as BibTeX does: the family name is the last word, with the words in small letters before it. */
interface NameParts {
  readonly given: string;
  readonly family: string;
  readonly suffix?: string;
}

/** The family name of a person as written, `Maaten` for Laurens van der Maaten; the first word of a group's name. */
export function familyName(name: string): string {
  const parts = partsOf(name);
  if (!parts) return /[\p{L}\p{N}]+/u.exec(name)?.[0] ?? '';
  return parts.family.split(' ').at(-1) ?? '';
}

/**
 * One author for an `author` field: `Family, Given`, or braces around what must not be cut.
 * @param latex writes plain text as LaTeX
 */
export function bibtexName(name: string, latex: (text: string) => string): string {
  const parts = partsOf(name);
  if (!parts) return `{${latex(name.trim())}}`;
  return [parts.family, parts.suffix, parts.given]
    .flatMap((part) => (part === undefined ? [] : [latex(part)]))
    .join(', ');
}

/** Undefined for groups, single words, and names with a comma or an "and" inside, whose parts nobody can tell. */
function partsOf(name: string): NameParts | undefined {
  const words = name.trim().split(/\s+/);
  if (GROUP.test(name) || /,|\band\b/i.test(name)) return undefined;
  const suffix = SUFFIX.test(words.at(-1) ?? '') && words.length > 2 ? words.pop() : undefined;
  if (words.length < 2) return undefined;
  let start = words.length - 1;
  while (start > 1 && /^\p{Ll}[\p{Ll}'’]*$/u.test(words[start - 1] ?? '')) start -= 1;
  const parts = { given: words.slice(0, start).join(' '), family: words.slice(start).join(' ') };
  return suffix === undefined ? parts : { ...parts, suffix };
}
