// Only this file depends on internals of `lunr.Builder`. package.json pins Lunr's exact version.
import lunr from 'lunr';

/** In the order in which Lunr tokenizes fields. */
export const FIELDS = ['title', 'abstract', 'authors', 'repositories'] as const;
export type FieldName = (typeof FIELDS)[number];

export type FieldTexts = Readonly<Record<FieldName, readonly string[]>> & { readonly ref: string };

/**
 * Returns a ref that is no number. Lunr makes an object with refs as keys for each word and field, and V8 stores
 * numeric keys in an array with a place for each smaller number: an object with the only key 300 takes 4 kB, with
 * `d300` 0.3 kB (Node 20).
 */
export function refOf(doc: number): string {
  return `d${doc}`;
}

export type TermFrequencies = Readonly<Record<string, number>>;

export interface LunrTerms {
  /** Its keys are the terms. */
  readonly invertedIndex: Readonly<Record<string, object>>;
  /** Keys are `field/ref`. The values have no prototype. */
  readonly fieldTermFrequencies: Readonly<Record<string, TermFrequencies>>;
}

/**
 * Splits a field's texts into terms: plain strings, because Lunr looks each term up seven times and would call
 * `toString` of a `lunr.Token` each time. Only a pipeline or metadata would need tokens.
 */
export type FieldTokenizer = (texts: readonly string[], field: FieldName) => readonly string[];

type Internals = { -readonly [name in keyof LunrTerms]: LunrTerms[name] } & {
  tokenizer: (
    texts: readonly string[],
    metadata: { readonly fields: readonly [FieldName] },
  ) => readonly string[];
};

/**
 * Collects terms with `lunr.Builder`. `build()` is never called, because Lunr's own vectors answer 500 times slower
 * than the compiled arrays (10,000 papers; README.md of the index).
 */
export class LunrTermCollector {
  readonly #builder = new lunr.Builder();

  constructor(tokenizer: FieldTokenizer) {
    this.#builder.ref('ref');
    for (const field of FIELDS) this.#builder.field(field);
    this.#internals.tokenizer = (texts, { fields: [field] }) => tokenizer(texts, field);
  }

  add(document: FieldTexts): void {
    this.#builder.add(document);
  }

  /**
   * Returns the terms and removes them from the builder. Otherwise V8 keeps all objects of the builder until the next
   * full collection, even if nothing refers to it: indexing 15,000 papers took 60 of them instead of 9 (Node 24, 32
   * papers at a time).
   */
  takeTerms(): LunrTerms {
    const internals = this.#internals;
    const { invertedIndex, fieldTermFrequencies } = internals;
    internals.invertedIndex = {};
    internals.fieldTermFrequencies = {};
    return { invertedIndex, fieldTermFrequencies };
  }

  get #internals(): Internals {
    return this.#builder as unknown as Internals;
  }
}
