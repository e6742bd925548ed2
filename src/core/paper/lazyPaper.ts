import type { Paper } from './paper';
import { omitUndefined } from '../lang/omitUndefined';

/** Fields that are needed for few papers at a time and take most of the memory. */
export type PaperTexts = Pick<Paper, 'abstract' | 'links' | 'tex' | 'aiSummary' | 'keywords'>;

export type PaperSummaryFields = Omit<Paper, keyof PaperTexts>;

/** Papers with the same texts share one source. */
export interface TextSource {
  read(): PaperTexts;
}

/** Facts that take much memory. An implementation can read them in getters. */
export interface PaperRow extends Pick<Paper, 'title' | 'authors' | 'repositories'> {
  /** See `fingerprintOf`. Absent if only reading the text would yield it. */
  readonly fingerprint?: number | undefined;
}

/** Facts that every paper holds in memory for sorting and filtering. */
export interface ListedFields extends Omit<
  PaperSummaryFields,
  keyof PaperRow | 'upvotes' | 'stars' | 'category'
> {
  readonly upvotes?: number | undefined;
  readonly stars?: number | undefined;
  readonly category?: string | undefined;
}

/** Callers usually read several fields of one paper. Never freed: it is only one entry. */
let lastTexts: { readonly source: TextSource; readonly texts: PaperTexts } | undefined;

function textsFrom(source: TextSource): PaperTexts {
  if (lastTexts?.source === source) return lastTexts.texts;
  const texts = source.read();
  // All readers of the paper, including other extensions, share these values.
  Object.freeze(texts.tex);
  Object.freeze(texts.keywords);
  for (const link of texts.links) Object.freeze(link);
  Object.freeze(texts.links);
  lastTexts = { source, texts };
  return texts;
}

/** Reads its texts on access, to save memory. A spread does not copy them; `toPlainPaper` does. */
class LazyPaper {
  declare readonly id: string;
  declare readonly authorCount: number;
  declare readonly published: string;
  declare readonly featuredOn: readonly string[];
  declare readonly comments: number;
  declare readonly topics: readonly string[];
  declare readonly upvotes: number | undefined;
  declare readonly stars: number | undefined;
  declare readonly category: string | undefined;
  readonly #row: PaperRow;
  readonly #source: TextSource;
  #title: string | undefined;
  #repositories: Paper['repositories'] | undefined;

  /**
   * @param topics replace those of `facts`
   * @param id replaces that of `facts`
   */
  constructor(
    facts: ListedFields,
    row: PaperRow,
    source: TextSource,
    topics: readonly string[],
    id = facts.id,
  ) {
    this.id = id;
    this.authorCount = facts.authorCount;
    this.published = facts.published;
    this.featuredOn = facts.featuredOn;
    this.comments = facts.comments;
    this.topics = topics;
    this.upvotes = facts.upvotes;
    this.stars = facts.stars;
    this.category = facts.category;
    this.#row = row;
    this.#source = source;
  }

  static copy(paper: Paper, topics: readonly string[], id?: string): Paper | undefined {
    if (!(#source in paper)) return undefined;
    return new LazyPaper(paper, paper.#row, paper.#source, topics, id) as Paper;
  }

  static sourceOf(paper: object): TextSource | undefined {
    return #source in paper ? paper.#source : undefined;
  }

  static rowOf(paper: object): PaperRow | undefined {
    return #row in paper ? paper.#row : undefined;
  }

  get title(): string {
    return (this.#title ??= this.#row.title);
  }
  get authors(): readonly string[] {
    return this.#row.authors;
  }
  get repositories(): Paper['repositories'] {
    return (this.#repositories ??= this.#row.repositories);
  }
  get abstract(): string {
    return textsFrom(this.#source).abstract;
  }
  get links(): Paper['links'] {
    return textsFrom(this.#source).links;
  }
  get tex(): Paper['tex'] {
    return textsFrom(this.#source).tex;
  }
  get aiSummary(): Paper['aiSummary'] {
    return textsFrom(this.#source).aiSummary;
  }
  get keywords(): Paper['keywords'] {
    return textsFrom(this.#source).keywords;
  }

  /** Returns all fields as own properties. `JSON.stringify` calls this too. */
  toJSON(): Paper {
    const { abstract, links, tex, aiSummary, keywords } = textsFrom(this.#source);
    return omitUndefined({
      id: this.id,
      title: this.title,
      abstract,
      tex,
      authors: this.authors,
      authorCount: this.authorCount,
      published: this.published,
      featuredOn: this.featuredOn,
      comments: this.comments,
      upvotes: this.upvotes,
      stars: this.stars,
      category: this.category,
      topics: this.topics,
      repositories: this.repositories,
      links,
      aiSummary,
      keywords,
    });
  }
}

/** Creates a paper that reads its texts on access. */
export function lazyPaper(facts: PaperSummaryFields, source: TextSource): Paper {
  const { title, authors, repositories } = facts;
  return listedPaper(facts, { title, authors, repositories }, source);
}

/** Creates a paper that also reads its row on access. */
export function listedPaper(facts: ListedFields, row: PaperRow, source: TextSource): Paper {
  // Missing fields are `undefined` instead of absent, which callers cannot distinguish.
  return new LazyPaper(facts, row, source, facts.topics) as Paper;
}

/** Returns whether a paper reads its texts on access. */
export function isLazy(paper: Paper): boolean {
  return paper instanceof LazyPaper;
}

/** Reads all texts together if they are not in memory. */
export function loadTexts(paper: Paper): PaperTexts {
  const source = LazyPaper.sourceOf(paper);
  return source ? textsFrom(source) : paper;
}

/** The copy of a lazy paper is lazy. */
export function withId(paper: Paper, id: string): Paper {
  return LazyPaper.copy(paper, paper.topics, id) ?? { ...toPlainPaper(paper), id };
}

/** Converts a lazy paper to a plain object without undefined fields. Returns other papers unchanged. */
export function toPlainPaper(paper: Paper): Paper {
  return paper instanceof LazyPaper ? paper.toJSON() : paper;
}

/** The copy of a lazy paper is lazy. */
export function withTopics(paper: Paper, topics: readonly string[]): Paper {
  return LazyPaper.copy(paper, topics) ?? { ...toPlainPaper(paper), topics };
}

/** False if unknown. */
export function haveSameTextSource(a: Paper, b: Paper): boolean {
  const source = LazyPaper.sourceOf(a);
  return source !== undefined && source === LazyPaper.sourceOf(b);
}

/** Does not read the text. */
export function knownFingerprint(paper: Paper): number | undefined {
  return LazyPaper.rowOf(paper)?.fingerprint;
}

/** Compares the source of title, authors and repositories. False if unknown. */
export function haveSameRowSource(a: Paper, b: Paper): boolean {
  const row = LazyPaper.rowOf(a);
  return row !== undefined && row === LazyPaper.rowOf(b);
}
