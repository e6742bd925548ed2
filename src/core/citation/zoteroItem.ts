import type { AuthorName } from './personName';
import type { Reference } from './reference';

/** Item for Zotero's connector server, limited to the fields of a preprint. */
export interface ZoteroItem {
  readonly id: string;
  readonly itemType: 'preprint';
  readonly title: string;
  readonly creators: readonly ZoteroCreator[];
  readonly abstractNote?: string;
  readonly date?: string;
  readonly url?: string;
  readonly DOI?: string;
  readonly repository?: string;
  readonly archiveID?: string;
  readonly extra: string;
  readonly tags: readonly { readonly tag: string }[];
  readonly notes: readonly { readonly note: string }[];
  readonly attachments: readonly never[];
}

/** An organization has `fieldMode: 1` and its whole name in `lastName`. */
type ZoteroCreator = { readonly creatorType: 'author'; readonly lastName: string } & (
  | { readonly firstName: string }
  | { readonly fieldMode: 1 }
);

/**
 * The code is a note, because Zotero ignores web links in this request. Sources: Zotero's schema,
 * api.zotero.org/schema, and the translators' items in zotero/translate.
 */
export function zoteroItem(reference: Reference): ZoteroItem {
  const { key, title, abstract, authors, published, arxivId, doi, url, tags, code } = reference;
  return {
    ...{ id: key, itemType: 'preprint', title },
    creators: authors.map(creator),
    ...(abstract !== '' && { abstractNote: abstract }),
    ...(published !== undefined && { date: published }),
    ...(url !== undefined && { url }),
    ...(doi !== undefined && { DOI: doi }),
    ...(arxivId !== undefined && { repository: 'arXiv', archiveID: `arXiv:${arxivId}` }),
    extra: `Citation Key: ${key}`,
    tags: tags.map((tag) => ({ tag })),
    notes:
      code.length === 0
        ? []
        : [{ note: code.map((address) => `<p>Code: <a href="${address}">${address}</a></p>`).join('') }],
    attachments: [],
  };
}

function creator(name: AuthorName): ZoteroCreator {
  if ('literal' in name) return { creatorType: 'author', lastName: name.literal, fieldMode: 1 };
  const firstName = name.suffix === undefined ? name.given : `${name.given}, ${name.suffix}`;
  return { creatorType: 'author', lastName: name.family, firstName };
}
