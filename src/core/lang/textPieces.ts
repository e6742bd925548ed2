/** Excludes the line end. */
export interface LineSpan {
  readonly start: number;
  readonly end: number;
}

/** Joining 50 MB of pieces would block the thread. */
export class TextPieces {
  readonly length: number;
  readonly #pieces: readonly string[];
  readonly #starts: readonly number[];

  constructor(pieces: readonly string[]) {
    const starts: number[] = [];
    let length = 0;
    for (const piece of pieces) {
      starts.push(length);
      length += piece.length;
    }
    this.#pieces = pieces;
    this.#starts = starts;
    this.length = length;
  }

  pieceAt(offset: number): { readonly piece: string; readonly start: number } {
    let [low, high] = [0, this.#starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { piece: this.#pieces[low] ?? '', start: this.#starts[low] ?? 0 };
  }

  slice(from: number, to: number): string {
    const parts: string[] = [];
    const end = Math.min(to, this.length);
    for (let at = from; at < end;) {
      const { piece, start } = this.pieceAt(at);
      parts.push(piece.slice(at - start, end - start));
      at = start + piece.length;
    }
    return parts.join('');
  }

  /** Returns the offset of the first character that is not white space, or `to`. */
  skipSpace(from: number, to: number): number {
    for (let at = from; at < to;) {
      const { piece, start } = this.pieceAt(at);
      const end = Math.min(piece.length, to - start);
      for (let place = at - start; place < end; place += 1)
        if (!isSpace(piece.charCodeAt(place))) return start + place;
      at = start + end;
    }
    return to;
  }

  /**
   * Yields lines one by one, because a text can have a hundred million, and `undefined` after each piece, so that the
   * caller can pause within a long line. Lines end with LF, CR LF or CR.
   */
  *lines(): Generator<LineSpan | undefined, void> {
    let start = 0;
    for (const [number, piece] of this.#pieces.entries()) {
      const offset = this.#starts[number] ?? 0;
      for (const { index, 0: end } of piece.matchAll(/\r\n?|\n/g)) {
        // The second half of a CR LF across two pieces.
        const isHalf = index === 0 && end === '\n' && this.#endsWithReturn(number - 1);
        if (!isHalf) yield { start, end: offset + index };
        start = offset + index + end.length;
      }
      yield undefined;
    }
    yield { start, end: this.length };
  }

  #endsWithReturn(number: number): boolean {
    const piece = this.#pieces[number];
    return piece === '' ? this.#endsWithReturn(number - 1) : piece?.endsWith('\r') === true;
  }
}

/** Includes controls, no-break space and byte order mark. */
function isSpace(code: number): boolean {
  return code <= 0x20 || code === 0xa0 || code === 0xfeff;
}
