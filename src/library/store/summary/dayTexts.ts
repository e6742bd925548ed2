const NO_DAYS: readonly string[] = [];

/** Formats days. Shares one string per day: a month has thousands of papers but about 30 days. */
export class DayTexts {
  readonly #texts = new Map<number, string>([[0, '']]);
  readonly #lists = new Map<number, readonly string[]>();

  text(day: number): string {
    const known = this.#texts.get(day);
    if (known !== undefined) return known;
    const digits = String(day).padStart(8, '0');
    const text = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
    this.#texts.set(day, text);
    return text;
  }

  list(days: Uint32Array, from: number, to: number): readonly string[] {
    if (from === to) return NO_DAYS;
    if (to - from > 1) return Array.from(days.subarray(from, to), (day) => this.text(day));
    const day = days[from] ?? 0;
    const list = this.#lists.get(day);
    if (list !== undefined) return list;
    const made = [this.text(day)];
    this.#lists.set(day, made);
    return made;
  }
}
