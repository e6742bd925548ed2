import { fingerprintOf } from '../../../core/index/segment/document';
import { tryParseJson } from '../checksum';
import { sumIn, type PaperFileAbout, type PaperRecord } from '../paperFile';
import { FileSummary } from './fileSummary';
import { ABSENT, FLOATS, NUMBERS, padded } from './summaryFormat';

const SLICE_PAPERS = 64;

/** Builds the summary of a file's records. Yields to allow pauses. */
export function* summarizeSteps(
  records: Iterable<PaperRecord>,
  bytes: Buffer,
  about: PaperFileAbout,
): Generator<void, FileSummary> {
  const columns = new Map<string, number[]>([...FLOATS, ...NUMBERS].map((name) => [name, []]));
  const [categories, topics] = [new Places(), new Places()];
  const ids: string[] = [];
  let endOfId = 0;
  const featured: number[] = [];
  const rows: string[] = [];
  let end = 0;
  const row = (value: unknown): number => {
    const json = JSON.stringify(value);
    rows.push(json);
    return (end += Buffer.byteLength(json));
  };
  for (const { paper, start, end: endOfRecord } of records) {
    if (ids.length % SLICE_PAPERS === SLICE_PAPERS - 1) yield;
    ids.push(paper.id);
    featured.push(...paper.featuredOn.map(dayNumber));
    const values: Record<(typeof FLOATS)[number] | (typeof NUMBERS)[number], number> = {
      comments: paper.comments,
      authorCount: paper.authorCount,
      upvotes: paper.upvotes ?? ABSENT,
      stars: paper.stars ?? ABSENT,
      ids: (endOfId += Buffer.byteLength(paper.id)),
      starts: start,
      ends: endOfRecord,
      sums: Number.parseInt(sumIn(bytes.subarray(start, endOfRecord)) ?? '', 16),
      titles: row(paper.title),
      authors: row(paper.authors),
      repositories: row(paper.repositories),
      published: dayNumber(paper.published),
      days: featured.length,
      categories: paper.category === undefined ? 0 : categories.of(paper.category) + 1,
      topics: topics.of(JSON.stringify(paper.topics)),
      fingerprints: fingerprintOf(paper),
    };
    for (const [name, value] of Object.entries(values)) columns.get(name)?.push(value);
  }
  const lists = topics.values.map((list) => tryParseJson(list));
  const meta = Buffer.from(JSON.stringify({ categories: categories.values, topics: lists, ...about }));
  const numbers = [
    Uint32Array.of(ids.length, featured.length, endOfId, meta.length, end, 0),
    ...FLOATS.map((name) => Float64Array.from(columns.get(name) ?? [])),
    ...NUMBERS.map((name) => Uint32Array.from(columns.get(name) ?? [])),
    Uint32Array.from(featured),
  ];
  const parts = [
    ...numbers.map(({ buffer, byteLength }) => new Uint8Array(buffer, 0, byteLength)),
    Buffer.from(ids.join('')),
    meta,
    Buffer.from(rows.join('')),
  ];
  const whole = new Uint8Array(padded(parts.reduce((sum, part) => sum + part.length, 0)));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  const summary = FileSummary.over(whole);
  if (summary === undefined) throw new Error('The encoded summary cannot be decoded.');
  return summary;
}

class Places {
  readonly #places = new Map<string, number>();

  of(value: string): number {
    const place = this.#places.get(value) ?? this.#places.size;
    this.#places.set(value, place);
    return place;
  }

  get values(): string[] {
    return [...this.#places.keys()];
  }
}

function dayNumber(day: string): number {
  return Number(day.replaceAll('-', ''));
}
