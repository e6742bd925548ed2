import { FIELDS, FLAGS, SORTS } from './query';

/** What is offered at the cursor: `insert` replaces the text from `start` to the cursor. */
export interface Completion {
  readonly start: number;
  readonly insert: string;
  /** What the row shows: a keyword with its colon, or a value. */
  readonly label: string;
  readonly kind: 'keyword' | 'value';
}

/** Values that the library knows, best first. */
export interface KnownValues {
  readonly topics: readonly string[];
  readonly authors: readonly string[];
  readonly categories: readonly string[];
  readonly repositories: readonly string[];
  readonly years: readonly string[];
}

const KEYWORDS = [...FIELDS, 'has', 'is', 'year', 'after', 'before', 'sort'].map((word) => `${word}:`);

/** Keywords and values that go on with what stands before the cursor; at most `most`, none inside a free word. */
export function completions(
  text: string,
  cursor: number,
  known: KnownValues,
  most = 20,
): readonly Completion[] {
  const before = text.slice(Math.max(0, cursor - LONGEST), cursor);
  // eslint-disable-next-line regexp/no-super-linear-backtracking, regexp/no-super-linear-move -- `before` is short
  const match = /(?:^|\s)([-+]?)([a-z]*)(:?)("?)([^"\s]*(?: [^"]*)?)$/i.exec(before);
  if (match === null) return [];
  const [, , word = '', colon = '', quote = '', value = ''] = match;
  if (colon === '') {
    if (word === '' || quote !== '' || value !== '') return [];
    const start = cursor - word.length;
    return KEYWORDS.filter((keyword) => keyword.startsWith(word.toLowerCase()))
      .slice(0, most)
      .map((label) => ({ start, insert: label, label, kind: 'keyword' }));
  }
  if (quote === '' && value.includes(' ')) return [];
  const start = cursor - value.length - quote.length;
  return begins(valuesOf(word.toLowerCase(), known), value)
    .slice(0, most)
    .map((label) => ({ start, insert: `${quoted(label)} `, label, kind: 'value' }));
}

/** Longest stretch before the cursor that is read, in UTF-16 code units. */
const LONGEST = 100;

function valuesOf(keyword: string, known: KnownValues): readonly string[] {
  switch (keyword) {
    case 'topic':
      return known.topics;
    case 'author':
      return known.authors;
    case 'category':
      return known.categories;
    case 'repo':
      return known.repositories;
    case 'year':
    case 'after':
    case 'before':
      return known.years;
    case 'sort':
      return SORTS;
    case 'has':
    case 'is':
      return FLAGS.filter((flag) => flag.startsWith(`${keyword}:`)).map((flag) =>
        flag.slice(keyword.length + 1),
      );
    default:
      return [];
  }
}

/** Values of which a word begins with the typed text: those that begin with it whole come first. */
function begins(values: readonly string[], typed: string): readonly string[] {
  const wanted = typed.toLowerCase();
  const first = values.filter((value) => value.toLowerCase().startsWith(wanted));
  if (wanted === '') return first;
  const later = values.filter((value) => {
    const lower = value.toLowerCase();
    return !lower.startsWith(wanted) && (lower.includes(` ${wanted}`) || lower.includes(`/${wanted}`));
  });
  return [...first, ...later];
}

function quoted(value: string): string {
  return /\s/.test(value) ? `"${value}"` : value;
}
