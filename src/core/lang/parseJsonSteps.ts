import type { TextPieces } from './textPieces';

export type ParsedJson = { readonly ok: true; readonly value: unknown } | { readonly ok: false };

/** Maximum length that is parsed in one step. `JSON.parse` takes about 0.3 ms for it. */
const PART_LENGTH = 32_768;
/** Characters that are scanned in one step, about 0.2 ms. */
const SCAN_LENGTH = 65_536;
/** Maximum depth of divided containers. Each level is scanned again. */
const MAX_LEVELS = 6;

const [COMMA, COLON, QUOTE, BACKSLASH] = [0x2c, 0x3a, 0x22, 0x5c];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/**
 * Parses a range like `JSON.parse`, but in steps: divides large lists and objects and parses their parts. Also accepts
 * NaN and infinity, which Python writes, as null. Yields.
 * @param most maximum number of values; `ok` is false for a text with more
 */
export function* parseJsonSteps(
  text: TextPieces,
  from: number,
  to: number,
  most: number,
): Generator<void, ParsedJson> {
  try {
    return { ok: true, value: yield* parsing(text, text.skipSpace(from, to), to, MAX_LEVELS, most) };
  } catch (error) {
    if (error instanceof SyntaxError) return { ok: false };
    throw error;
  }
}

/**
 * Returns the offset after the closing bracket of the list or object at `from`; `undefined` if nothing opens there or
 * it is not closed. Yields.
 */
export function* endOfContainer(text: TextPieces, from: number): Generator<void, number | undefined> {
  const scanned = yield* scanContainer(text, from, text.length, Infinity);
  return scanned?.end;
}

function* parsing(
  text: TextPieces,
  start: number,
  end: number,
  levels: number,
  most: number,
): Generator<void, unknown> {
  const opener = text.slice(start, start + 1);
  const isContainer = opener === '[' || opener === '{';
  if (end - start <= PART_LENGTH || levels === 0 || !isContainer)
    return parsePart(text.slice(start, end).trim());
  const scanned = yield* scanContainer(text, start, end, most);
  if (scanned === undefined || text.skipSpace(scanned.end, end) < end)
    throw new SyntaxError('Not one JSON value.');
  const list: unknown[] = [];
  const members: [string, unknown][] = [];
  for (const part of scanned.parts) {
    yield;
    const { colon } = part;
    if (text.skipSpace(part.start, part.end) === part.end) throw new SyntaxError('An element is missing.');
    if (colon === undefined) {
      const content = text.slice(part.start, part.end);
      if (opener === '[') for (const item of parsePart(`[${content}]`) as unknown[]) list.push(item);
      else members.push(...Object.entries(parsePart(`{${content}}`) as object));
      continue;
    }
    const value = text.skipSpace(opener === '[' ? part.start : colon + 1, part.end);
    const parsed = yield* parsing(text, value, part.end, levels - 1, Infinity);
    if (opener === '[') list.push(parsed);
    else members.push([parseKey(text.slice(part.start, colon)), parsed]);
  }
  // `Object.fromEntries` also makes `__proto__` an ordinary key, like `JSON.parse`.
  return opener === '[' ? list : Object.fromEntries(members);
}

/** Consecutive elements of a list, or members of an object. */
interface Part {
  readonly start: number;
  readonly end: number;
  /** For a single large element: offset of the colon after its key, or -1 in a list. */
  readonly colon?: number;
}

/** The parts are not checked. */
interface Scanned {
  readonly parts: readonly Part[];
  readonly end: number;
}

/** Returns `undefined` for an unclosed container or more than `most` values. */
function* scanContainer(
  text: TextPieces,
  from: number,
  to: number,
  most: number,
): Generator<void, Scanned | undefined> {
  let depth = 0;
  let values = 0;
  let inString = false;
  let escaped = false;
  let parts: PartList | undefined;
  for (let at = from; at < to;) {
    const { piece, start } = text.pieceAt(at);
    const last = Math.min(piece.length, to - start, at - start + SCAN_LENGTH);
    for (let place = at - start; place < last; place += 1) {
      const code = piece.charCodeAt(place);
      if (inString) {
        if (escaped) escaped = false;
        else if (code === BACKSLASH) escaped = true;
        else if (code === QUOTE) inString = false;
        continue;
      }
      switch (code) {
        case QUOTE:
          inString = true;
          break;
        case OPEN_LIST:
        case OPEN_OBJECT:
          values += 1;
          depth += 1;
          parts ??= new PartList(start + place + 1, code === OPEN_LIST);
          break;
        case CLOSE_LIST:
        case CLOSE_OBJECT:
          depth -= 1;
          if (depth > 0) break;
          if (parts?.isList !== (code === CLOSE_LIST) || values > most) return undefined;
          return parts.finish(text, start + place);
        case COMMA:
          values += 1;
          if (depth === 1) parts?.endElement(start + place);
          break;
        case COLON:
          if (depth === 1) parts?.endKey(start + place);
          break;
        default:
          // Only white space may come before the container.
          if (depth === 0 && code > 0x20) return undefined;
      }
    }
    if (values > most) return undefined;
    at = start + last;
    yield;
  }
  return undefined;
}

/** Collects elements into parts of about `PART_LENGTH`. Larger elements are parts by themselves. */
class PartList {
  readonly isList: boolean;
  readonly #parts: Part[] = [];
  #part: number;
  #element: number;
  #colon = -1;

  constructor(start: number, isList: boolean) {
    this.isList = isList;
    this.#part = start;
    this.#element = start;
  }

  endKey(at: number): void {
    if (this.#colon < 0) this.#colon = at;
  }

  endElement(at: number): void {
    const isLarge = at - this.#element > PART_LENGTH && (this.isList || this.#colon >= 0);
    if (isLarge) {
      if (this.#element > this.#part) this.#parts.push({ start: this.#part, end: this.#element - 1 });
      this.#parts.push({ start: this.#element, end: at, colon: this.isList ? -1 : this.#colon });
    } else if (at - this.#part > PART_LENGTH) this.#parts.push({ start: this.#part, end: at });
    if (isLarge || at - this.#part > PART_LENGTH) this.#part = at + 1;
    this.#element = at + 1;
    this.#colon = -1;
  }

  finish(text: TextPieces, at: number): Scanned {
    const end = at + 1;
    const isFirst = this.#parts.length === 0 && this.#element === this.#part;
    if (isFirst && text.skipSpace(this.#element, at) === at) return { parts: [], end };
    this.endElement(at);
    if (this.#part <= at) this.#parts.push({ start: this.#part, end: at });
    return { parts: this.#parts, end };
  }
}

function parseKey(text: string): string {
  const key: unknown = JSON.parse(text);
  if (typeof key !== 'string') throw new SyntaxError('Not a key.');
  return key;
}

/** Values that Python writes but JSON does not allow. */
const NOT_NUMBERS = /\bNaN\b|\bInfinity\b/;

function parsePart(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (!NOT_NUMBERS.test(text)) throw error;
    // Also matches a string without an end: otherwise each quotation mark in it would be tried as its start.
    const plain = text.replace(/"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?$)|\bNaN\b|-?\bInfinity\b/gs, (part) =>
      part.startsWith('"') ? part : 'null',
    );
    return JSON.parse(plain) as unknown;
  }
}
