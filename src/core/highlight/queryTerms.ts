import { cachedStem } from '../analysis/stemmer';
import { compoundsOf, wordsOf } from '../analysis/tokenizer';
import type { Field, Query } from '../query/parseQuery';

/** Words that a query, or a list of words, searches in texts of one field. */
export class QueryTerms {
  readonly #words = new Set<string>();
  readonly #stems = new Set<string>();
  #begun: string | undefined;
  #beginnings: RegExp | undefined;
  #firsts: ReadonlySet<number> | undefined;

  /** @param field clauses of other fields are ignored */
  static ofQuery({ clauses }: Query, field: Field | undefined): QueryTerms {
    const wanted = new QueryTerms();
    for (const clause of clauses) {
      if (clause.kind !== 'text' || clause.presence === 'mustNot') continue;
      if (clause.field !== undefined && clause.field !== field) continue;
      const typed = wordsOf(clause.text);
      const normal = typed.map((word) => word.text);
      for (const word of [...normal, ...compoundsOf(normal)]) {
        const stem = cachedStem(word);
        if (stem !== '' && !clause.exact) wanted.#stems.add(stem);
        if (stem !== '' || clause.exact || normal.length === 1) wanted.#words.add(word);
      }
      const last = typed.at(-1);
      if (clause.open && last?.end === clause.text.length && last.text.length > 1) wanted.#begun = last.text;
    }
    return wanted;
  }

  /** @param texts words as written; `gpt-4` is one word */
  static ofWords(texts: readonly string[]): QueryTerms {
    const wanted = new QueryTerms();
    for (const text of texts) {
      const normal = wordsOf(text).map((word) => word.text);
      wanted.#words.add(normal.join(''));
    }
    return wanted;
  }

  /** Returns the word, stem or prefix of the query that a word matches, if any. */
  keyOf(word: string): string | undefined {
    if (!this.#mayBegin(word)) return undefined;
    return (
      this.#wholeKeyOf(word) ??
      (this.#begun !== undefined && word.startsWith(this.#begun) ? this.#begun : undefined)
    );
  }

  /** Like `keyOf`, for two words that may be one word in the query. */
  keyOfPair(before: string, after: string): string | undefined {
    const key = this.keyOf(before + after);
    // A prefix that ends within the first word does not match the second.
    return key === this.#begun && key !== undefined && key.length <= before.length ? undefined : key;
  }

  isBegun(key: string): boolean {
    return key === this.#begun;
  }

  /** Cheap check before stemming: stems keep the first letter, and stemming a new word is slow. */
  #mayBegin(word: string): boolean {
    this.#firsts ??= new Set(this.#keys().map((key) => key.charCodeAt(0)));
    return this.#firsts.has(word.charCodeAt(0));
  }

  #keys(): string[] {
    return [...this.#words, ...this.#stems, ...(this.#begun === undefined ? [] : [this.#begun])];
  }

  #wholeKeyOf(word: string): string | undefined {
    if (this.#words.has(word)) return word;
    if (this.#stems.size === 0) return undefined;
    const stem = cachedStem(word);
    return stem !== '' && this.#stems.has(stem) ? stem : undefined;
  }

  /** Returns false if a text has no query word, true if unknown. Tokenizing takes ten times as long. */
  mayBeIn(text: string): boolean {
    this.#beginnings ??= prefixPattern(this.#keys());
    return this.#beginnings.test(text) || !ASCII.test(text);
  }
}

const ASCII = /^[\0-\x7f]*$/;
const PLAIN = /^[a-z0-9]+$/;
/** Letters that stemming or American spelling can exchange: `try` and `tri`, `grey` and `gray`. */
const CHANGING = /[aeiy]/g;

/** Matches up to three first letters of the query words. */
function prefixPattern(keys: readonly string[]): RegExp {
  const beginnings = new Set<string>();
  for (const key of keys.filter((one) => PLAIN.test(one))) {
    const [first = '', ...others] = key.slice(0, 3);
    const rest = others.map((letter) => `[^a-z0-9]?${letter.replace(CHANGING, '[aeiy]')}`).join('');
    // C++ is indexed as cpp. Part of a word can be a single letter: t-SNE.
    beginnings.add(rest === '' ? `${first}(?![a-z0-9])` : `${first}(?:${rest}|[+#])`);
  }
  return beginnings.size === 0
    ? NEVER_MATCHES
    : new RegExp(`(?<![a-z0-9])(?:${[...beginnings].join('|')})`, 'i');
}

const NEVER_MATCHES = /(?!)/;
