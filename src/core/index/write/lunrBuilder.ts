// The only file that depends on the internal data of `lunr.Builder`. package.json pins Lunr to the
// exact version.
import lunr from 'lunr';

/** Fields in the order in which Lunr tokenizes them. */
export const FIELDS = ['title', 'abstract', 'authors', 'repositories'] as const;
export type FieldName = (typeof FIELDS)[number];

/** Texts of each field. */
export type FieldTexts = Readonly<Record<FieldName, readonly string[]>> & { readonly ref: string };

/**
 * Returns the ref of a document. It is not a number: Lunr makes an object with refs as keys for each word and field,
 * and V8 stores numeric keys in an array that also has a place for each smaller number. An object whose only key is
 * 300 takes 4 kB, one with `d300` 0.3 kB (Node 20).
 */
export function refOf(doc: number): string {
  return `d${doc}`;
}

export type TermFrequencies = Readonly<Record<string, number>>;

export interface LunrTerms {
  /** Its keys are the terms. */
  readonly invertedIndex: Readonly<Record<string, object>>;
  /** Keys are `field/ref`. The frequencies have no prototype. */
  readonly fieldTermFrequencies: Readonly<Record<string, TermFrequencies>>;
}

/**
 * Splits a field's texts into terms: plain strings, not `lunr.Token`s. Lunr looks each term up seven times
 * and would call a token's `toString` each time. Only a pipeline or metadata would need tokens; the builder
 * has neither.
 */
export type FieldTokenizer = (texts: readonly string[], field: FieldName) => readonly string[];

type Internals = { -readonly [name in keyof LunrTerms]: LunrTerms[name] } & {
  tokenizer: (
    texts: readonly string[],
    metadata: { readonly fields: readonly [FieldName] },
  ) => readonly string[];
};

/**
 * Collects terms with `lunr.Builder`. `build()` is never called: it would compute Lunr's own vectors, which
 * at 10,000 papers answer 500 times slower than the compiled arrays (README.md of the index).
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
   * Returns the terms and removes them from the builder. Otherwise V8 keeps all objects of the builder until its next
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
