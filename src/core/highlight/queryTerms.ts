import { cachedStem } from '../analysis/stemmer';
import { compoundsOf, wordsOf } from '../analysis/tokenizer';
import type { Field, Query } from '../query/parseQuery';

/** The words that a query, or a list of words, looks for in texts of one field. */
export class WantedWords {
  readonly #words = new Set<string>();
  readonly #stems = new Set<string>();
  /** Beginning of a word that is still being typed. */
  #begun: string | undefined;
  #beginnings: RegExp | undefined;
  #firsts: ReadonlySet<number> | undefined;

  /** @param field what the texts are; clauses of other fields look for nothing there */
  static ofQuery({ clauses }: Query, field: Field | undefined): WantedWords {
    const wanted = new WantedWords();
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

  /** @param texts words as they are written; `gpt-4` is one */
  static ofWords(texts: readonly string[]): WantedWords {
    const wanted = new WantedWords();
    for (const text of texts) {
      const normal = wordsOf(text).map((word) => word.text);
      wanted.#words.add(normal.join(''));
    }
    return wanted;
  }

  /** What a word of a text is found by; undefined when nobody looks for it. */
  keyOf(word: string): string | undefined {
    if (!this.#mayBegin(word)) return undefined;
    return (
      this.#wholeKeyOf(word) ??
      (this.#begun !== undefined && word.startsWith(this.#begun) ? this.#begun : undefined)
    );
  }

  /** The same for two words side by side, which were typed as one. */
  keyOfPair(before: string, after: string): string | undefined {
    const key = this.keyOf(before + after);
    // A beginning that the first word has by itself says nothing about the second.
    return key === this.#begun && key !== undefined && key.length <= before.length ? undefined : key;
  }

  /** Whether a key is only the beginning of a word. */
  isBegun(key: string): boolean {
    return key === this.#begun;
  }

  /** Stemming leaves the first letter alone, and stems that were never made before take longest. */
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

  /**
   * False where no word of a text is looked for; true says nothing. Most sentences are told so without cutting them into
   * words, which takes ten times as long.
   */
  mayBeIn(text: string): boolean {
    this.#beginnings ??= beginningsOf(this.#keys());
    return this.#beginnings.test(text) || !ASCII.test(text);
  }
}

const ASCII = /^[\0-\x7f]*$/;
const PLAIN = /^[a-z0-9]+$/;
/** Letters that a stem or the American spelling may have in the place of each other: `try` and `tri`, `grey` and `gray`. */
const CHANGING = /[aeiy]/g;

/** Finds what begins as a word that is looked for, in plain letters: up to three of them, which stems don't change otherwise. */
function beginningsOf(keys: readonly string[]): RegExp {
  const beginnings = new Set<string>();
  for (const key of keys.filter((one) => PLAIN.test(one))) {
    const [first = '', ...others] = key.slice(0, 3);
    const rest = others.map((letter) => `[^a-z0-9]?${letter.replace(CHANGING, '[aeiy]')}`).join('');
    // C++ is cpp, and a part of a word may be one letter long: t-SNE.
    beginnings.add(rest === '' ? `${first}(?![a-z0-9])` : `${first}(?:${rest}|[+#])`);
  }
  return beginnings.size === 0 ? NOTHING : new RegExp(`(?<![a-z0-9])(?:${[...beginnings].join('|')})`, 'i');
}

const NOTHING = /(?!)/;
