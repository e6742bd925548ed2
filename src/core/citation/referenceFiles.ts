import { asList, asRecord, asText } from '../lang/json';
import { parseArxivId } from '../links/arxiv';
import type { CitableEntry } from './bibFile';
import { comparableTitle } from './comparableTitle';

/** Maximum length of a field that identifies a paper, in UTF-16 code units. */
const MAX_FIELD_LENGTH = 4_000;

/** Field of RIS: two letters or a letter and a digit, two spaces, a hyphen, the value. */
const RIS_FIELD = /^([A-Z][A-Z\d]) {2}-[ \t]?(.*)$/;

/** Returns the entries of a CSL-JSON file; empty if the text is no list in JSON. */
export function parseCslJson(text: string): readonly CitableEntry[] {
  let items: readonly unknown[] | undefined;
  try {
    items = asList(JSON.parse(text));
  } catch {
    return [];
  }
  return (items ?? []).flatMap((item) => {
    const fields = asRecord(item);
    const field = (name: string): string | undefined => asText(fields?.get(name), MAX_FIELD_LENGTH);
    return entryOf(field('id'), field('number'), field('DOI'), field('title'));
  });
}

/** Returns the entries of a RIS file, with any line endings. */
export function parseRis(text: string): readonly CitableEntry[] {
  const entries: CitableEntry[] = [];
  let fields = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const [, tag = '', value = ''] = RIS_FIELD.exec(line) ?? [];
    if (tag === 'ER') {
      entries.push(...entryOf(fields.get('ID'), fields.get('AN'), fields.get('DO'), fields.get('TI')));
      fields = new Map();
    } else if (tag !== '' && !fields.has(tag)) fields.set(tag, value.trim());
  }
  return entries;
}

/** @param number arXiv id in any notation, as the exports write it */
function entryOf(
  key: string | undefined,
  number: string | undefined,
  doi: string | undefined,
  title: string | undefined,
): CitableEntry[] {
  if (key === undefined || key === '') return [];
  const arxivId = number === undefined ? undefined : parseArxivId(number);
  return [
    {
      key,
      ...(arxivId !== undefined && { arxivId }),
      ...(doi !== undefined && { doi: doi.toLowerCase() }),
      ...(title !== undefined && { title: comparableTitle(title) }),
    },
  ];
}
