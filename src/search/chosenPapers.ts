/** In the order of choice. */
export class ChosenPapers {
  readonly #ids = new Set<string>();

  get ids(): readonly string[] {
    return [...this.#ids];
  }

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  toggle(id: string): void {
    if (!this.#ids.delete(id)) this.#ids.add(id);
  }

  with(id: string): readonly string[] {
    return [...new Set([...this.#ids, id])];
  }
}
