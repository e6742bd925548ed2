import { FNV_START, fnv1a } from './fnv1a';

/** V8 throws at about 120,000 arguments, and a damaged file may have long words. */
const MAX_ARGUMENTS = 8192;

/** Words in two flat arrays; `find` requires sorted words. Creates strings on demand, so loading costs nothing. */
export class TermDictionary {
  /** Word `i` is `units[starts[i]..starts[i + 1]]`, in UTF-16. */
  constructor(
    readonly starts: Uint32Array,
    readonly units: Uint16Array,
  ) {}

  get size(): number {
    return this.starts.length - 1;
  }

  /** Returns word `i`, cut at the end of `units`, because a file is read before it is verified. */
  text(i: number): string {
    const start = this.starts[i] ?? 0;
    const end = Math.min(this.starts[i + 1] ?? start, this.units.length);
    let text = '';
    for (let at = start; at < end; at += MAX_ARGUMENTS) {
      const units: ArrayLike<number> = this.units.subarray(at, Math.min(end, at + MAX_ARGUMENTS));
      text += Reflect.apply(String.fromCharCode, undefined, units) as string;
    }
    return text;
  }

  length(i: number): number {
    return (this.starts[i + 1] ?? 0) - (this.starts[i] ?? 0);
  }

  is(i: number, word: string): boolean {
    const start = this.starts[i] ?? 0;
    const { length } = word;
    if ((this.starts[i + 1] ?? 0) - start !== length) return false;
    for (let k = 0; k < length; k++) if (this.units[start + k] !== word.charCodeAt(k)) return false;
    return true;
  }

  hasSame(i: number, other: TermDictionary, j: number): boolean {
    const start = this.starts[i] ?? 0;
    const otherStart = other.starts[j] ?? 0;
    const length = (this.starts[i + 1] ?? 0) - start;
    if ((other.starts[j + 1] ?? 0) - otherStart !== length) return false;
    const { units } = this;
    const otherUnits = other.units;
    for (let k = 0; k < length; k++) if (units[start + k] !== otherUnits[otherStart + k]) return false;
    return true;
  }

  hash(i: number): number {
    const { starts, units } = this;
    const end = starts[i + 1] ?? 0;
    let hash = FNV_START;
    for (let at = starts[i] ?? 0; at < end; at++) hash = fnv1a(hash, units[at] ?? 0);
    return hash;
  }

  startsWith(i: number, prefix: string): boolean {
    const start = this.starts[i] ?? 0;
    if (this.length(i) < prefix.length) return false;
    for (let k = 0; k < prefix.length; k++) if (this.units[start + k] !== prefix.charCodeAt(k)) return false;
    return true;
  }

  /** Returns the id of a word, or -1. */
  find(word: string): number {
    const at = this.lowerBound(word);
    return at < this.size && this.#compare(at, word) === 0 ? at : -1;
  }

  /** Returns the id of the first word that does not sort before `word`. */
  lowerBound(word: string): number {
    let low = 0;
    let high = this.size;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#compare(middle, word) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** As a half-open range. */
  prefixRange(prefix: string): readonly [number, number] {
    // U+FFFF is a noncharacter, which no word contains.
    return [this.lowerBound(prefix), this.lowerBound(`${prefix}\uffff`)];
  }

  #compare(i: number, word: string): number {
    const { starts, units } = this;
    const start = starts[i] ?? 0;
    const length = (starts[i + 1] ?? 0) - start;
    const shared = Math.min(length, word.length);
    for (let k = 0; k < shared; k++) {
      const difference = (units[start + k] ?? 0) - word.charCodeAt(k);
      if (difference !== 0) return difference;
    }
    return length - word.length;
  }
}
