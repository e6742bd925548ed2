import type { CitableEntry } from './bibFile';
import type { AuthorName } from './personName';
import { citableEntry, type Reference } from './reference';

/** Tag, two spaces, a hyphen, value. */
const FIELD = /^([A-Z][A-Z\d]) {2}-[ \t]?(.*)$/;

/**
 * Formats references as RIS (specification: Research Information Systems, 2001), which requires CRLF and one line for
 * each field.
 *
 * Written by hand: `@citation-js/plugin-ris` adds 219 kB to the bundle, 40 times the size of this file, and writes a
 * preprint as a journal article. The tests read the output with it.
 */
export function ris(references: readonly Reference[]): string {
  return references.map((reference) => `${record(reference).join('\r\n')}\r\n`).join('\r\n');
}

function record(reference: Reference): string[] {
  const { key, title, abstract, authors, published, arxivId, doi, url, tags, code } = reference;
  const fields: readonly (readonly [tag: string, values: readonly (string | undefined)[]])[] = [
    // Unpublished work. RIS has no type for preprints.
    ['TY', ['UNPB']],
    ['ID', [key]],
    ['TI', [title]],
    ['AU', authors.map(nameOf)],
    ['PY', [published?.slice(0, 4)]],
    ['DA', [published?.includes('-') === true ? `${published.replaceAll('-', '/')}/` : undefined]],
    ['PB', [arxivId === undefined ? undefined : 'arXiv']],
    ['AN', [arxivId === undefined ? undefined : `arXiv:${arxivId}`]],
    ['DO', [doi]],
    ['UR', [url]],
    ['L3', code],
    ['AB', [abstract]],
    ['KW', tags],
  ];
  const lines = fields.flatMap(([tag, values]) =>
    values.flatMap((value) => (value === undefined || value === '' ? [] : [`${tag}  - ${value}`])),
  );
  return [...lines, 'ER  - '];
}

function nameOf(name: AuthorName): string {
  if ('literal' in name) return name.literal;
  return [name.family, name.given, ...(name.suffix === undefined ? [] : [name.suffix])].join(', ');
}

/** Returns the entries of a RIS file, with any line endings. */
export function parseRis(text: string): readonly CitableEntry[] {
  const entries: CitableEntry[] = [];
  let fields = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const [, tag = '', value = ''] = FIELD.exec(line) ?? [];
    if (tag === 'ER') {
      entries.push(...citableEntry(fields.get('ID'), fields.get('AN'), fields.get('DO'), fields.get('TI')));
      fields = new Map();
    } else if (tag !== '' && !fields.has(tag)) fields.set(tag, value.trim());
  }
  return entries;
}
