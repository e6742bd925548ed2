import { LUNR_VERSION } from '../../analysis/stemmer';
import { pageCount } from './lazyPages';
import { TOTALS_LENGTH, type Segment } from './segment';
import { TermDictionary } from './termDictionary';

/** Raise it when the analysis or the layout changes. Files with another version are indexed anew. */
const SCHEMA = 8;
const MAGIC = 0x58_49_50_44;
/** Header fields before the lengths: magic, schema, version hash, papers, bytes of sequences. */
const FIXED_FIELDS = 5;

type FlatArray = Uint8Array | Uint16Array | Uint32Array;
interface FlatArrayKind {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBufferLike, byteOffset: number, length: number): FlatArray;
}

/** In the order of the file; the sequences follow. */
const SECTIONS: readonly (readonly [type: FlatArrayKind, of: (segment: Segment) => FlatArray])[] = [
  [Uint32Array, (segment) => segment.ids.starts],
  [Uint16Array, (segment) => segment.ids.units],
  [Uint32Array, (segment) => segment.totals],
  [Uint32Array, (segment) => segment.fingerprints],
  [Uint32Array, (segment) => segment.titleHashes],
  [Uint32Array, (segment) => segment.stemLengths],
  [Uint32Array, (segment) => segment.wordLengths],
  [Uint32Array, (segment) => segment.titleLengths],
  [Uint32Array, (segment) => segment.words.starts],
  [Uint16Array, (segment) => segment.words.units],
  [Uint32Array, (segment) => segment.stems.starts],
  [Uint16Array, (segment) => segment.stems.units],
  [Uint32Array, (segment) => segment.stemOfWord],
  [Uint32Array, (segment) => segment.stemStarts],
  [Uint32Array, (segment) => segment.stemWords],
  [Uint32Array, (segment) => segment.text.starts],
  [Uint16Array, (segment) => segment.text.docs],
  [Uint8Array, (segment) => segment.text.counts],
  [Uint32Array, (segment) => segment.authors.starts],
  [Uint16Array, (segment) => segment.authors.docs],
  [Uint32Array, (segment) => segment.repositories.starts],
  [Uint16Array, (segment) => segment.repositories.docs],
  [Uint32Array, (segment) => segment.titlePrefixes.words],
  [Uint16Array, (segment) => segment.titlePrefixes.docs],
  [Uint32Array, (segment) => segment.sequenceStarts],
  [Uint32Array, (segment) => segment.codeOfWord],
  [Uint32Array, (segment) => segment.wordOfCode],
];
/** The header gives the length of the file. */
export const HEADER_BYTES = 4 * (FIXED_FIELDS + SECTIONS.length);
export const CHECKSUM_BYTES = 4;

/**
 * Encodes a segment as the README describes. The caller writes the checksums. The sequences come last because few
 * queries read them, so the start need not wait for them. Threads share the buffer: a transferred one counts towards
 * the receiver's heap, and V8 then collects garbage at once, for tens of milliseconds.
 */
export function encodeSegment(segment: Segment): Uint8Array<SharedArrayBuffer> {
  const { sequences } = segment;
  segment.pages?.ensureLoaded(0, sequences.length);
  const parts = SECTIONS.map(([, of]) => of(segment));
  const front =
    parts.reduce((sum, part) => sum + aligned(part.byteLength), HEADER_BYTES) +
    checksumBytes(sequences.length);
  const bytes = new Uint8Array(new SharedArrayBuffer(front + sequences.length));
  const header = new Uint32Array(bytes.buffer, 0, HEADER_BYTES / 4);
  header.set([
    MAGIC,
    SCHEMA,
    versionHash(),
    segment.fingerprints.length,
    sequences.length,
    ...parts.map((part) => part.length),
  ]);
  let at = HEADER_BYTES;
  for (const part of parts) {
    bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at);
    at += aligned(part.byteLength);
  }
  bytes.set(sequences, front);
  return bytes;
}

/** One checksum per page of the sequences, one for the rest. */
function checksumBytes(sequences: number): number {
  return CHECKSUM_BYTES * (pageCount(sequences) + 1);
}

export type SegmentFault = 'not an index' | 'another version' | 'cut short' | 'out of order';

/** Decodes a segment without copying it. Returns a fault for invalid bytes; never throws. */
export function decodeSegment(bytes: Uint8Array): Segment | SegmentFault {
  const segment = segmentView(bytes);
  if (typeof segment === 'string') return segment;
  return isHeadConsistent(segment) && isConsistent(segment) ? segment : 'out of order';
}

/** Like `decodeSegment`, without checking contents: for bytes from another thread or not read yet. */
export function segmentView(bytes: Uint8Array): Segment | SegmentFault {
  if (bytes.byteLength < HEADER_BYTES || bytes.byteOffset % 4 !== 0) return 'not an index';
  const header = new Uint32Array(bytes.buffer, bytes.byteOffset, HEADER_BYTES / 4);
  if (header[0] !== MAGIC) return 'not an index';
  if (header[1] !== SCHEMA || header[2] !== versionHash()) return 'another version';
  const [, , , papers = 0, sequences = 0] = header;
  const parts: FlatArray[] = [];
  let at = HEADER_BYTES;
  for (const [i, [type]] of SECTIONS.entries()) {
    const length = header[FIXED_FIELDS + i] ?? 0;
    const size = length * type.BYTES_PER_ELEMENT;
    if (at + size > bytes.byteLength) return 'cut short';
    parts.push(new type(bytes.buffer, bytes.byteOffset + at, length));
    at += aligned(size);
  }
  at += checksumBytes(sequences);
  if (at + sequences !== bytes.byteLength) return 'cut short';
  const segment = assemble(parts, new Uint8Array(bytes.buffer, bytes.byteOffset + at, sequences));
  return segment.fingerprints.length === papers ? segment : 'out of order';
}

function assemble(parts: readonly FlatArray[], sequences: Uint8Array): Segment {
  let next = 0;
  const wide = (): Uint32Array => parts[next++] as Uint32Array;
  const narrow = (): Uint16Array => parts[next++] as Uint16Array;
  const small = (): Uint8Array => parts[next++] as Uint8Array;
  return {
    ids: new TermDictionary(wide(), narrow()),
    totals: wide(),
    fingerprints: wide(),
    titleHashes: wide(),
    stemLengths: wide(),
    wordLengths: wide(),
    titleLengths: wide(),
    words: new TermDictionary(wide(), narrow()),
    stems: new TermDictionary(wide(), narrow()),
    stemOfWord: wide(),
    stemStarts: wide(),
    stemWords: wide(),
    text: { starts: wide(), docs: narrow(), counts: small() },
    authors: { starts: wide(), docs: narrow() },
    repositories: { starts: wide(), docs: narrow() },
    titlePrefixes: { words: wide(), docs: narrow() },
    sequenceStarts: wide(),
    sequences,
    codeOfWord: wide(),
    wordOfCode: wide(),
  };
}

/** Returns the offset of the sequences. The bytes must begin where their buffer does. */
export function fixedPartEnd({ sequences }: Segment): number {
  return sequences.byteOffset;
}

/** Returns the checksums of the sequences' pages, as a view of the segment's bytes. */
export function pageChecksums({ sequences: { buffer, byteOffset, length } }: Segment): Uint32Array {
  return new Uint32Array(buffer, byteOffset - checksumBytes(length), pageCount(length));
}

/**
 * Returns the end of the head: ids, lengths and totals, which suffice to match papers and to create an index. The bytes
 * must begin where their buffer does.
 */
export function headEnd({ titleLengths }: Segment): number {
  return titleLengths.byteOffset + titleLengths.byteLength;
}

/** Returns whether the arrays of the head have an entry for each paper. */
export function isHeadConsistent({ ids, fingerprints, totals, ...segment }: Segment): boolean {
  const papers = fingerprints.length;
  const { titleHashes, stemLengths, wordLengths, titleLengths } = segment;
  return (
    totals.length === TOTALS_LENGTH &&
    [titleHashes, stemLengths, wordLengths, titleLengths].every((part) => part.length === papers) &&
    areBounds(ids.starts, papers, ids.units.length)
  );
}

/**
 * Returns whether the lengths and the first and last offsets of the arrays agree. The checksum covers the values
 * between: checking millions would take longer than the rest of the start.
 */
export function isConsistent(segment: Segment): boolean {
  const { words, stems, text, authors, repositories, titlePrefixes, sequences } = segment;
  const perWord = [segment.stemOfWord, segment.codeOfWord, segment.wordOfCode];
  return (
    perWord.every((part) => part.length === words.size) &&
    text.counts.length === text.docs.length &&
    titlePrefixes.words.length === titlePrefixes.docs.length &&
    areBounds(words.starts, words.size, words.units.length) &&
    areBounds(stems.starts, stems.size, stems.units.length) &&
    areBounds(segment.stemStarts, stems.size, segment.stemWords.length) &&
    areBounds(segment.sequenceStarts, segment.fingerprints.length, sequences.length) &&
    [text, authors, repositories].every(({ starts, docs }) => areBounds(starts, words.size, docs.length))
  );
}

function areBounds(starts: Uint32Array, count: number, end: number): boolean {
  return starts.length === count + 1 && starts[0] === 0 && starts[count] === end;
}

function aligned(size: number): number {
  return (size + 3) & ~3;
}

function versionHash(): number {
  let hash = 0;
  for (let i = 0; i < LUNR_VERSION.length; i++)
    hash = (Math.imul(hash, 31) + LUNR_VERSION.charCodeAt(i)) >>> 0;
  return hash;
}
