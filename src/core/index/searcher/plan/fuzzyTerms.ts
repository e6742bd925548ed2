import type { IndexReader } from '../../read/indexReader';
import { docFreq } from '../../read/segmentReader';
import type { TermDictionary } from '../../segment/termDictionary';
import { byDocFreq, type Expansion } from './completions';

/**
 * Returns the words within an edit distance (insert, delete, replace, swap two neighbours), nearest and most frequent
 * first.
 * @param open compares with prefixes of words
 */
export function fuzzyTerms(
  index: IndexReader,
  typed: string,
  edits: number,
  open: boolean,
  limit: number,
): Expansion[] {
  const counts = new Map<string, Expansion>();
  for (const reader of index.segments) {
    const { words, text, authors, repositories } = reader.segment;
    eachWithinDistance(words, typed, edits, open, (number, distance) => {
      const count = Math.max(...[text, authors, repositories].map((list) => docFreq(reader, list, number)));
      if (count === 0) return;
      const word = words.text(number);
      const before = counts.get(word);
      counts.set(word, { word, distance, count: count + (before?.count ?? 0) });
    });
  }
  return [...counts.values()].sort(byDocFreq).slice(0, limit);
}

/** Walks sorted words like a trie: neighbours share edit-distance rows, distant prefixes are skipped. */
function eachWithinDistance(
  words: TermDictionary,
  typed: string,
  edits: number,
  open: boolean,
  visit: (word: number, distance: number) => void,
): void {
  const width = typed.length + 1;
  const deepest = typed.length + edits + 1;
  const rows = new Uint8Array((deepest + 1) * width);
  for (let j = 0; j < width; j++) rows[j] = j;
  const path = new Uint16Array(deepest + 1);
  /** Smallest distance to any prefix of the path. */
  const nearest = new Uint8Array(deepest + 1).fill(255);
  nearest[0] = Math.min(255, typed.length);
  const { starts, units } = words;
  let depth = 0;
  let deadAt = -1;
  let word = 0;
  while (word < words.size) {
    const start = starts[word] ?? 0;
    const length = (starts[word + 1] ?? 0) - start;
    let shared = 0;
    while (shared < depth && shared < length && path[shared] === units[start + shared]) shared++;
    depth = shared;
    if (depth < deadAt) deadAt = -1;
    while (deadAt < 0 && depth < length) {
      if (depth === deepest) {
        deadAt = depth;
        break;
      }
      const unit = units[start + depth] ?? 0;
      const least = editDistanceRow(rows, width, depth, unit, path, typed);
      path[depth++] = unit;
      nearest[depth] = Math.min(nearest[depth - 1] ?? 255, rows[depth * width + typed.length] ?? 255);
      if (least > edits) deadAt = depth;
    }
    const whole = deadAt < 0 ? (rows[depth * width + typed.length] ?? 255) : 255;
    const distance = open ? (nearest[depth] ?? 255) : whole;
    if (distance <= edits) visit(word++, distance);
    else if (deadAt < 0) word++;
    else word = afterPrefix(words, word, depth);
  }
}

/** Returns the first word after `word` that differs in the first `depth` code units. */
function afterPrefix(words: TermDictionary, word: number, depth: number): number {
  let step = 1;
  let low = word;
  while (low + step < words.size && sharesPrefix(words, word, low + step, depth)) {
    low += step;
    step *= 2;
  }
  let high = Math.min(words.size, low + step);
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (sharesPrefix(words, word, middle, depth)) low = middle;
    else high = middle;
  }
  return high;
}

function sharesPrefix(words: TermDictionary, one: number, other: number, depth: number): boolean {
  const { starts, units } = words;
  const a = starts[one] ?? 0;
  const b = starts[other] ?? 0;
  if ((starts[other + 1] ?? 0) - b < depth) return false;
  for (let k = 0; k < depth; k++) if (units[a + k] !== units[b + k]) return false;
  return true;
}

/** Fills a row and returns its smallest value. */
function editDistanceRow(
  rows: Uint8Array,
  width: number,
  depth: number,
  unit: number,
  path: Uint16Array,
  typed: string,
): number {
  const above = depth * width;
  const here = above + width;
  rows[here] = depth + 1;
  let least = depth + 1;
  for (let j = 1; j < width; j++) {
    const letter = typed.charCodeAt(j - 1);
    let value = Math.min(
      (rows[above + j] ?? 0) + 1,
      (rows[here + j - 1] ?? 0) + 1,
      (rows[above + j - 1] ?? 0) + (letter === unit ? 0 : 1),
    );
    const swapped =
      depth > 0 && j > 1 && letter === path[depth - 1] && unit === typed.charCodeAt(j - 2) && letter !== unit;
    if (swapped) value = Math.min(value, (rows[above - width + j - 2] ?? 0) + 1);
    rows[here + j] = value;
    if (value < least) least = value;
  }
  return least;
}
