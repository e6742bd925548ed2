/** Content of a named .bib file. `unsuitable`: only abbreviations (`@string`), or the file cannot be opened. */
export type BibContent = 'entries' | 'empty' | 'missing' | 'unsuitable';

export interface NamedBib {
  readonly path: string;
  readonly content: BibContent;
}

/**
 * Files that authors download and do not edit: abbreviations (IEEEtran, CryptoBib) and entries (CryptoBib, ACL
 * Anthology). Their documentation names them before the author's own file.
 */
const DOWNLOADED =
  /(?:^|\/)(?:IEEEabrv|IEEEfull|IEEEexample|abbrev[0-3]|crypto|anthology(?:[-+.]\w+)*)\.bib$/i;
/** From most to least suitable for a new entry. */
const BY_PREFERENCE: readonly BibContent[] = ['entries', 'empty', 'missing', 'unsuitable'];
const ABBREVIATION = /@[ \t]*string[ \t]*[{(]/i;

/**
 * Returns what a .bib file contains.
 * @param text read only if there are no entries: each typed character of a key asks, and a file can have megabytes
 */
export function bibContent(text: () => string, entries: { readonly length: number }): BibContent {
  if (entries.length > 0) return 'entries';
  return ABBREVIATION.test(text()) ? 'unsuitable' : 'empty';
}

/**
 * Chooses the file for a new entry: a file with entries, else an empty one, else a missing one. Chooses the last of
 * several, because templates name shared files first (`\bibliography{IEEEabrv,refs}`). Never chooses a downloaded
 * file.
 */
export function targetOf<Bib extends NamedBib>(named: readonly Bib[]): Bib | undefined {
  const own = named.filter(({ path }) => !DOWNLOADED.test(path));
  return BY_PREFERENCE.map((wanted) => own.findLast(({ content }) => content === wanted)).find(
    (bib) => bib !== undefined,
  );
}
