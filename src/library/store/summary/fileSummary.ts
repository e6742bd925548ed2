import { listedPaper, type PaperRow, type PaperTexts, type TextSource } from '../../../core/paper/lazyPaper';
import type { Paper } from '../../../core/paper/paper';
import {
  parseStoredAuthors,
  parseStoredRepositories,
  parseStoredTitle,
} from '../../../core/paper/storedPaper';
import { asList, asRecord, asText, type JsonRecord } from '../../../core/lang/json';
import { tryParseJson } from '../checksum';
import { aboutOf, type PaperFileAbout } from '../paperFile';
import { DayTexts } from './dayTexts';
import { ABSENT, FLOATS, HEAD, NUMBERS, padded, type Columns } from './summaryFormat';

const SLICE_PAPERS = 64;
const NO_REPOSITORIES: Paper['repositories'] = [];
const EMPTY_LIST = 2;

/** Position of a record, and the CRC-32 of the paper's JSON. */
export interface RecordPlace {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  readonly sum: number;
}

export interface RecordSource {
  texts(place: RecordPlace): PaperTexts;
}

interface Shared {
  readonly records: RecordSource;
  readonly topics: readonly (readonly string[])[];
  readonly categories: readonly (string | undefined)[];
  readonly dates: DayTexts;
}

/** The papers of a file without their texts. See `summaryFormat.ts`. */
export class FileSummary {
  /** The length is a multiple of 8. */
  readonly bytes: Uint8Array;
  readonly count: number;
  readonly about: PaperFileAbout;
  readonly #columns: Columns;
  readonly #featured: Uint32Array;
  readonly #rows: Buffer;
  readonly #meta: JsonRecord;
  readonly #ids: readonly string[];

  private constructor(
    bytes: Uint8Array,
    columns: Columns,
    featured: Uint32Array,
    ids: readonly string[],
    rows: Buffer,
    meta: JsonRecord,
  ) {
    this.bytes = bytes;
    this.count = columns.starts.length;
    this.about = aboutOf(meta);
    this.#columns = columns;
    this.#featured = featured;
    this.#rows = rows;
    this.#meta = meta;
    this.#ids = ids;
  }

  /** Returns `undefined` if the bytes are invalid or not aligned to 8 bytes. */
  static over(bytes: Uint8Array): FileSummary | undefined {
    if (bytes.byteOffset % 8 !== 0 || bytes.length < 4 * HEAD) return undefined;
    const { buffer, byteOffset } = bytes;
    const head = new Uint32Array(buffer, byteOffset, HEAD);
    const [papers = 0, days = 0, idsLength = 0, metaLength = 0, rowsLength = 0] = head;
    let at = 4 * HEAD;
    const fixed = at + papers * (8 * FLOATS.length + 4 * NUMBERS.length) + 4 * days;
    if (padded(fixed + idsLength + metaLength + rowsLength) !== bytes.length) return undefined;
    const floats = FLOATS.map((name) => {
      const column = new Float64Array(buffer, byteOffset + at, papers);
      at += column.byteLength;
      return [name, column];
    });
    const numbers = NUMBERS.map((name) => {
      const column = new Uint32Array(buffer, byteOffset + at, papers);
      at += column.byteLength;
      return [name, column];
    });
    const featured = new Uint32Array(buffer, byteOffset + at, days);
    at += featured.byteLength;
    const part = (length: number): Buffer => {
      at += length;
      return Buffer.from(buffer, byteOffset + at - length, length);
    };
    const columns = Object.fromEntries([...floats, ...numbers]) as Columns;
    const ids = textsIn(part(idsLength), columns.ids);
    const meta = asRecord(tryParseJson(part(metaLength).toString()));
    return meta && new FileSummary(bytes, columns, featured, ids, part(rowsLength), meta);
  }

  /** The papers read their texts from `records` on access. Yields to allow pauses. */
  *papers(records: RecordSource): Generator<void, Paper[]> {
    const topics = (asList(this.#meta.get('topics')) ?? []).map((list) => parseStoredAuthors(list) ?? []);
    const categories = (asList(this.#meta.get('categories')) ?? []).map((name) => asText(name, 2048));
    const papers = new Array<Paper>(this.count);
    const dates = new DayTexts();
    for (let from = 0; from < this.count; from += SLICE_PAPERS) {
      this.#fill(papers, from, Math.min(this.count, from + SLICE_PAPERS), {
        records,
        topics,
        categories,
        dates,
      });
      yield;
    }
    return papers;
  }

  /** A plain loop, because every start runs it for all papers. */
  #fill(papers: Paper[], from: number, to: number, { records, topics, categories, dates }: Shared): void {
    const { comments, authorCount, upvotes, stars, published, days } = this.#columns;
    const { categories: category, topics: topic } = this.#columns;
    const featured = this.#featured;
    for (let i = from; i < to; i++) {
      const row = new SummaryRow(this, i, records);
      const facts = {
        id: this.#ids[i] ?? '',
        authorCount: authorCount[i] ?? 0,
        published: dates.text(published[i] ?? 0),
        featuredOn: dates.list(featured, i === 0 ? 0 : (days[i - 1] ?? 0), days[i] ?? 0),
        comments: comments[i] ?? 0,
        topics: topics[topic[i] ?? 0] ?? [],
        upvotes: present(upvotes[i]),
        stars: present(stars[i]),
        category: category[i] === 0 ? undefined : categories[(category[i] ?? 0) - 1],
      };
      papers[i] = listedPaper(facts, row, row);
    }
  }

  id(i: number): string {
    return this.#ids[i] ?? '';
  }

  title(i: number): string {
    const { titles, repositories } = this.#columns;
    return parseStoredTitle(this.#json(i === 0 ? 0 : repositories[i - 1], titles[i])) ?? '';
  }

  authors(i: number): readonly string[] {
    return parseStoredAuthors(this.#json(this.#columns.titles[i], this.#columns.authors[i])) ?? [];
  }

  repositories(i: number): Paper['repositories'] {
    const { authors, repositories } = this.#columns;
    if ((repositories[i] ?? 0) - (authors[i] ?? 0) === EMPTY_LIST) return NO_REPOSITORIES;
    return parseStoredRepositories(this.#json(authors[i], repositories[i])) ?? NO_REPOSITORIES;
  }

  fingerprint(i: number): number | undefined {
    return this.#columns.fingerprints[i];
  }

  place(i: number): RecordPlace {
    const { starts, ends, sums } = this.#columns;
    return { id: this.id(i), start: starts[i] ?? 0, end: ends[i] ?? 0, sum: sums[i] ?? 0 };
  }

  #json(start = 0, end = 0): unknown {
    return tryParseJson(this.#rows.toString('utf8', start, end));
  }
}

class SummaryRow implements PaperRow, TextSource {
  readonly #summary: FileSummary;
  readonly #i: number;
  readonly #records: RecordSource;

  constructor(summary: FileSummary, i: number, records: RecordSource) {
    this.#summary = summary;
    this.#i = i;
    this.#records = records;
  }

  get title(): string {
    return this.#summary.title(this.#i);
  }
  get authors(): readonly string[] {
    return this.#summary.authors(this.#i);
  }
  get repositories(): Paper['repositories'] {
    return this.#summary.repositories(this.#i);
  }
  get fingerprint(): number | undefined {
    return this.#summary.fingerprint(this.#i);
  }
  read(): PaperTexts {
    return this.#records.texts(this.#summary.place(this.#i));
  }
}

/** Returns separate strings, because a slice would keep the whole text in memory. */
function textsIn(bytes: Buffer, ends: Uint32Array): string[] {
  const ascii = bytes.toString('latin1');
  const texts: string[] = [];
  // Ids are mostly ASCII. Slicing one decoded text is faster than decoding each id.
  const plain = ascii.length === bytes.toString().length;
  let start = 0;
  for (const end of ends) {
    texts.push(plain ? ascii.slice(start, end) : bytes.toString('utf8', start, end));
    start = end;
  }
  return texts;
}

function present(value = ABSENT): number | undefined {
  return value === ABSENT ? undefined : value;
}
