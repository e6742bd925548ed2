import type { OffsetSegment } from '../read/indexReader';
import { Mark } from '../segment/document';
import { ForwardIndexReader } from '../segment/forwardIndex';
import type { FieldSet } from './phraseQuery';

/** A set of positions is a 32-bit number. */
const MAX_WORDS = 30;

/**
 * Returns the test whether a document has words next to each other in a field set, ignoring hyphens. Uses "shift-and":
 * one bit for each number of words that match up to a token.
 * @param words the forms of each word; one form of each must occur
 */
export function adjacencyTest(
  { segment }: OffsetSegment,
  words: readonly ReadonlySet<string>[],
  place: FieldSet,
): (doc: number) => boolean {
  const wanted = words.slice(0, MAX_WORDS);
  /** By code, a bit for each position of the word. */
  const positions = new Map<number, number>();
  for (const [at, forms] of wanted.entries())
    for (const form of forms) {
      const number = segment.words.find(form);
      if (number < 0) continue;
      const code = (segment.codeOfWord[number] ?? 0) + Mark.count;
      positions.set(code, (positions.get(code) ?? 0) | (1 << at));
    }
  const last = 1 << (wanted.length - 1);
  const reader = new ForwardIndexReader(segment);
  return (doc) => {
    reader.openSection(doc, place.from);
    let section = place.from;
    let matched = 0;
    for (let code = reader.next(); code >= 0; code = reader.next()) {
      if (code === Mark.hyphen) continue;
      if (code === Mark.section && ++section > place.to) return false;
      matched = ((matched << 1) | 1) & (positions.get(code) ?? 0);
      if ((matched & last) !== 0) return true;
    }
    return false;
  };
}
