import type { Reference } from './reference';

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
