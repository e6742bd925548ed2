import type { Paper } from './paper';
import { stated } from '../lang/omitUndefined';

/** The fields that are asked for of few papers at a time, and that take most of the room. */
export type PaperTexts = Pick<Paper, 'abstract' | 'links' | 'tex' | 'aiSummary' | 'keywords'>;

/** The fields that lists, filters and sorting go by. */
export type PaperFacts = Omit<Paper, keyof PaperTexts>;

/** Where a paper's texts are read from; the same object for the same texts. */
export interface TextSource {
  read(): PaperTexts;
}

/** The facts that take most of the room; an object whose getters read them, or that holds them. */
export type PaperRow = Pick<Paper, 'title' | 'authors' | 'repositories'>;

/** The facts that every paper holds in memory: lists are sorted and filtered by them. */
export interface ListedFacts extends Omit<PaperFacts, keyof PaperRow | 'upvotes' | 'stars' | 'category'> {
  readonly upvotes?: number | undefined;
  readonly stars?: number | undefined;
  readonly category?: string | undefined;
}

/** Texts of the paper that was read last: callers usually read several fields of one paper. One entry, so never freed. */
let last: { readonly source: TextSource; readonly texts: PaperTexts } | undefined;

function readTexts(source: TextSource): PaperTexts {
  if (last?.source === source) return last.texts;
  const texts = source.read();
  // Shared by everybody who reads this paper, also by other extensions.
  Object.freeze(texts.tex);
  Object.freeze(texts.keywords);
  for (const link of texts.links) Object.freeze(link);
  Object.freeze(texts.links);
  last = { source, texts };
  return texts;
}

/**
 * A paper that reads its texts each time they are requested, so that a library of thousands does not hold them in
 * memory. Title and repositories are kept once they were read. A spread does not copy what getters return; `plainPaper`
 * does.
 */
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

  /** @param topics and id: instead of those of the facts */
  constructor(
    facts: ListedFacts,
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

  /** A copy with other topics or another id; undefined if the paper holds its fields itself. */
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
    return readTexts(this.#source).abstract;
  }
  get links(): Paper['links'] {
    return readTexts(this.#source).links;
  }
  get tex(): Paper['tex'] {
    return readTexts(this.#source).tex;
  }
  get aiSummary(): Paper['aiSummary'] {
    return readTexts(this.#source).aiSummary;
  }
  get keywords(): Paper['keywords'] {
    return readTexts(this.#source).keywords;
  }

  /** All fields as its own; `JSON.stringify` asks for it too. */
  toJSON(): Paper {
    const { abstract, links, tex, aiSummary, keywords } = readTexts(this.#source);
    return stated({
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

/** A paper that reads its texts when they are requested. */
export function lazyPaper(facts: PaperFacts, source: TextSource): Paper {
  const { title, authors, repositories } = facts;
  return listedPaper(facts, { title, authors, repositories }, source);
}

/** A paper that reads its row and its texts when they are requested. */
export function listedPaper(facts: ListedFacts, row: PaperRow, source: TextSource): Paper {
  // Missing fields are `undefined` instead of absent; callers cannot tell the difference.
  return new LazyPaper(facts, row, source, facts.topics) as Paper;
}

/** Whether a paper reads its texts when they are requested. */
export function isLazy(paper: Paper): boolean {
  return paper instanceof LazyPaper;
}

/** The texts of a paper; read all at once if they are not in memory. */
export function textsOf(paper: Paper): PaperTexts {
  const source = LazyPaper.sourceOf(paper);
  return source ? readTexts(source) : paper;
}

/** A copy with another id, which reads its texts as the paper does. */
export function withId(paper: Paper, id: string): Paper {
  return LazyPaper.copy(paper, paper.topics, id) ?? { ...plainPaper(paper), id };
}

/** The paper with all its fields its own, absent ones absent; itself if it is so already. */
export function plainPaper(paper: Paper): Paper {
  return paper instanceof LazyPaper ? paper.toJSON() : paper;
}

/** A copy with other topics, which reads its texts as the paper does. */
export function withTopics(paper: Paper, topics: readonly string[]): Paper {
  return LazyPaper.copy(paper, topics) ?? { ...plainPaper(paper), topics };
}

/** Whether two papers read their texts from the same place; false if that is not known. */
export function shareTexts(a: Paper, b: Paper): boolean {
  const source = LazyPaper.sourceOf(a);
  return source !== undefined && source === LazyPaper.sourceOf(b);
}

/** Whether two papers read title, authors and repositories from the same place; false if that is not known. */
export function shareRow(a: Paper, b: Paper): boolean {
  const row = LazyPaper.rowOf(a);
  return row !== undefined && row === LazyPaper.rowOf(b);
}
