import { asList, asRecord, asText } from '../lang/json';
import type { CitableEntry } from './bibFile';
import { citableEntry, type Reference } from './reference';

/** In UTF-16 code units. */
const MAX_FIELD_LENGTH = 4_000;

/**
 * Formats references as CSL-JSON. A preprint has the type `article`, as in Zotero's export. Source: CSL 1.0.2
 * specification, appendix III and `csl-data.json`.
 */
export function cslJson(references: readonly Reference[]): string {
  return `${JSON.stringify(references.map(cslItem), undefined, 2)}\n`;
}

function cslItem(reference: Reference): Record<string, unknown> {
  const { key, title, abstract, authors, published, arxivId, doi, url, tags, code } = reference;
  return {
    ...{ id: key, type: 'article', title },
    ...(authors.length > 0 && { author: authors }),
    ...(published !== undefined && { issued: { 'date-parts': [published.split('-').map(Number)] } }),
    ...(arxivId !== undefined && { publisher: 'arXiv', number: `arXiv:${arxivId}` }),
    ...(doi !== undefined && { DOI: doi }),
    ...(url !== undefined && { URL: url }),
    ...(abstract !== '' && { abstract }),
    ...(tags.length > 0 && { keyword: tags.join(', ') }),
    ...(code.length > 0 && { note: `Code: ${code.join(' ')}` }),
  };
}

/** Returns the entries of a CSL-JSON file; none if the text is no list in JSON. */
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
    return citableEntry(field('id'), field('number'), field('DOI'), field('title'));
  });
}
