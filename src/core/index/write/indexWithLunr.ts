import { compoundsOf, wordsOf } from '../../analysis/tokenizer';
import { Mark, fingerprintOf, type IndexedText } from '../segment/document';
import { FIELDS, LunrTermCollector, refOf, type FieldName, type LunrTerms } from './lunrBuilder';

export type PaperToken = string | number;

export interface TokenizedPaper {
  readonly id: string;
  readonly fingerprint: number;
  /** Words and marks of all fields, in order. */
  readonly tokens: readonly PaperToken[];
}

/** Collects papers with `lunr.Builder`, and their tokens in order. */
export class LunrIndexer {
  readonly #collector = new LunrTermCollector((texts, field) => this.#tokenize(texts, field));
  readonly #papers: TokenizedPaper[] = [];
  #tokens: PaperToken[] = [];
  #textLength = 0;

  get papers(): readonly TokenizedPaper[] {
    return this.#papers;
  }

  takeTerms(): LunrTerms {
    return this.#collector.takeTerms();
  }

  /** In UTF-16 code units. */
  get textLength(): number {
    return this.#textLength;
  }

  add(paper: IndexedText): void {
    this.#tokens = [];
    this.#collector.add({
      ref: refOf(this.#papers.length),
      title: [paper.title],
      abstract: [paper.abstract],
      authors: paper.authors,
      repositories: paper.repositories.map(({ owner, name }) => `${owner}/${name}`),
    });
    this.#papers.push({ id: paper.id, fingerprint: fingerprintOf(paper), tokens: this.#tokens });
  }

  /** Returns words and compounds, and records the words in order. */
  #tokenize(texts: readonly string[], field: FieldName): readonly string[] {
    const terms: string[] = [];
    const isList = field === 'authors' || field === 'repositories';
    if (field !== FIELDS[0]) this.#tokens.push(Mark.section);
    for (const text of texts) {
      this.#textLength += text.length;
      let parts: string[] = [];
      for (const word of wordsOf(text)) {
        if (word.hyphenated) this.#tokens.push(Mark.hyphen);
        else {
          terms.push(...compoundsOf(parts));
          parts = [];
        }
        parts.push(word.text);
        this.#tokens.push(word.text);
        terms.push(word.text);
      }
      terms.push(...compoundsOf(parts));
      if (isList) this.#tokens.push(Mark.item);
    }
    return terms;
  }
}
