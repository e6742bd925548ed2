import { arxivDate, isArxivId, parseArxivId, parsePaperUrl } from '../links/arxiv';

export interface NoteFields {
  /** Papers that the note is about: arXiv ids without version, other ids as written. */
  readonly ids: readonly string[];
  /** Without `#`, as written. */
  readonly tags: readonly string[];
  readonly status?: string;
}

export type FieldMap = ReadonlyMap<unknown, unknown>;

/** Per note. */
const MAX_IDS = 20;
const MAX_TAGS = 50;
const MAX_VALUE_LENGTH = 200;
/** For maps in a field, such as `identifiers: {arxiv: …}`. */
const MAX_DEPTH = 3;

/** Fields with a paper's id in notes of any tool, without `-`, `_` and case. */
const ID_FIELDS = new Set([
  'id',
  'arxiv',
  'arxivid',
  'arxivnumber',
  'eprint',
  'paperid',
  'paper',
  'ids',
  'identifiers',
]);
/** Fields with a paper's address. Used if no field contains an arXiv id. */
const ADDRESS_FIELDS = new Set([
  'url',
  'urls',
  'link',
  'links',
  'doi',
  'source',
  'arxivurl',
  'arxivlink',
  'paperurl',
  'paperlink',
  'pdf',
  'pdfurl',
]);

/** Ignores fields with an unexpected type. */
export function noteFields(map: FieldMap): NoteFields {
  const stated = collectIds(map, ID_FIELDS, idOf);
  // A list of links may contain other papers, so an arXiv id takes precedence. An `id` can also be another tool's own
  // number of the note: `202301011200`.
  const addressed = [...stated].some(isArxivId) ? [] : collectIds(map, ADDRESS_FIELDS, addressId);
  const ids = new Set([...addressed, ...stated]);
  const status = field(map, 'status');
  return {
    ids: [...ids].slice(0, MAX_IDS),
    tags: tagsOf(field(map, 'tags') ?? field(map, 'tag')),
    ...(isShort(status) && status.trim() !== '' && { status: status.trim() }),
  };
}

/**
 * Restores an arXiv id that another tool wrote as a number: `2109.1` is 2109.10000, `704.0001` is 0704.0001. Since 2015
 * the part after the dot has five digits, before that four.
 */
export function restoreArxivId(text: string): string | undefined {
  const [, start = '', end = ''] = /^(\d{3,4})\.(\d{1,5})$/.exec(text) ?? [];
  if (start === '') return undefined;
  const month = start.padStart(4, '0');
  const id = `${month}.${end.padEnd(month >= '1501' ? 5 : 4, '0')}`;
  return arxivDate(id) && id;
}

type ReadId = (text: string) => string | undefined;

function collectIds(map: FieldMap, names: ReadonlySet<string>, read: ReadId, depth = 0): Set<string> {
  const ids = new Set<string>();
  for (const [name, value] of map) {
    if (typeof name !== 'string' || !names.has(plainName(name))) continue;
    for (const one of Array.isArray(value) ? (value as readonly unknown[]).slice(0, MAX_IDS) : [value]) {
      if (one instanceof Map) {
        if (depth < MAX_DEPTH) for (const id of collectIds(one, ANY_FIELD, addressId, depth + 1)) ids.add(id);
      } else if (isShort(one)) {
        const id = read(one.trim());
        if (id !== undefined) ids.add(id);
      }
    }
  }
  return ids;
}

/** In a map of identifiers, every field with an arXiv id or address counts. */
const ANY_FIELD: ReadonlySet<string> = new Set([...ID_FIELDS, ...ADDRESS_FIELDS]);

function idOf(text: string): string | undefined {
  if (text === '') return undefined;
  return addressId(text) ?? restoreArxivId(text) ?? (/^[\w.-]+$/.test(text) ? text : undefined);
}

/** Reads an address, a DOI (`10.48550/arXiv.2109.00859`) and a wiki link. */
function addressId(text: string): string | undefined {
  const plain = text.replace(/^<(.*)>$/, '$1').replace(/^(?:doi|arxiv)\s*:\s*/i, '');
  return parseArxivId(plain) ?? parsePaperUrl(plain) ?? parsePaperUrl(`https://doi.org/${plain}`);
}

function tagsOf(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value)
    ? value
    : typeof value === 'string'
      ? splitTags(value)
      : [];
  const tags = list.filter(isShort).map((tag) => tag.trim().replace(/^#/, ''));
  return [...new Set(tags)].filter((tag) => tag !== '').slice(0, MAX_TAGS);
}

/** Splits at commas, or at spaces if there is no comma. Also reads a list in broken YAML. */
function splitTags(text: string): readonly string[] {
  const inner = text.replace(/^\[(.*)\]$/, '$1');
  return inner
    .split(inner.includes(',') ? ',' : /\s/)
    .map((tag) => tag.trim().replace(/^(["'])(.*)\1$/, '$2'));
}

function field(map: FieldMap, wanted: string): unknown {
  for (const [name, value] of map) if (typeof name === 'string' && plainName(name) === wanted) return value;
  return undefined;
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/[-_ ]/g, '');
}

function isShort(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MAX_VALUE_LENGTH;
}
