import type { IndexReader, PostingsField, OffsetSegment } from '../../read/indexReader';
import { docFreq } from '../../read/segmentReader';

/** An indexed word that replaces or completes a typed one. */
export interface Expansion {
  readonly word: string;
  readonly count: number;
  /** 0 for a completion. */
  readonly distance: number;
}

/** Returns the most frequent words with a prefix, except the prefix. */
export function completionsOf(
  index: IndexReader,
  prefix: string,
  limit: number,
  list: PostingsField = 'text',
): Expansion[] {
  const [main, ...others] = index.segments
    .map((reader) => ({ reader, range: reader.segment.words.prefixRange(prefix) }))
    .filter(({ range: [low, high] }) => high > low)
    .sort((a, b) => b.range[1] - b.range[0] - (a.range[1] - a.range[0]));
  if (main === undefined) return [];
  const { words } = main.reader.segment;
  const counts = countMatches(main, list);
  const [low] = main.range;
  // Words that the largest segment lacks are counted by string, others by id.
  const extra = new Map<string, number>();
  for (const other of others) {
    countMatches(other, list).forEach((count, i) => {
      if (count === 0) return;
      const word = other.reader.segment.words.text(other.range[0] + i);
      const number = words.find(word);
      if (number >= 0) counts[number - low] = (counts[number - low] ?? 0) + count;
      else extra.set(word, (extra.get(word) ?? 0) + count);
    });
  }
  const found = topByCount(counts, limit + 1).map((i): Expansion => {
    return { word: words.text(low + i), count: counts[i] ?? 0, distance: 0 };
  });
  for (const [word, count] of extra) found.push({ word, count, distance: 0 });
  return found
    .filter(({ word }) => word !== prefix)
    .sort(byDocFreq)
    .slice(0, limit);
}

interface SegmentRange {
  readonly reader: OffsetSegment;
  readonly range: readonly [number, number];
}

function countMatches({ reader, range: [low, high] }: SegmentRange, list: PostingsField): Uint32Array {
  const counts = new Uint32Array(high - low);
  for (let i = 0; i < counts.length; i++) counts[i] = docFreq(reader, reader.segment[list], low + i);
  return counts;
}

/**
 * Returns the indexes of the largest non-zero counts; ties by lower index. Sorts only counts with enough binary digits,
 * because a prefix of two letters has thousands of words.
 */
function topByCount(counts: Uint32Array, limit: number): readonly number[] {
  const withDigits = new Uint32Array(33);
  for (let i = 0; i < counts.length; i++) {
    const digits = bitLength(counts[i] ?? 0);
    withDigits[digits] = (withDigits[digits] ?? 0) + 1;
  }
  let least = 32;
  for (let sum = withDigits[least] ?? 0; sum < limit && least > 1; sum += withDigits[least] ?? 0) least--;
  const chosen: number[] = [];
  for (let i = 0; i < counts.length; i++) if (bitLength(counts[i] ?? 0) >= least) chosen.push(i);
  return chosen.sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0)).slice(0, limit);
}

function bitLength(count: number): number {
  return 32 - Math.clz32(count);
}

export function byDocFreq(a: Expansion, b: Expansion): number {
  return a.distance - b.distance || b.count - a.count || (a.word < b.word ? -1 : 1);
}
