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
 * A paper whose texts are read each time somebody asks for one, so that a library of thousands holds the texts of those
 * that are looked at. A spread does not copy what getters give: `plainPaper` does.
 */
class LazyPaper {
  readonly id: string;
  readonly title: string;
  readonly authors: readonly string[];
  readonly authorCount: number;
  readonly published: string;
  readonly featuredOn: readonly string[];
  readonly comments: number;
  readonly topics: readonly string[];
  readonly repositories: Paper['repositories'];
  readonly upvotes: number | undefined;
  readonly stars: number | undefined;
  readonly category: string | undefined;
  readonly #source: TextSource;

  /** @param topics and id: instead of those of the facts */
  constructor(facts: PaperFacts, source: TextSource, topics: readonly string[], id = facts.id) {
    this.id = id;
    this.title = facts.title;
    this.authors = facts.authors;
    this.authorCount = facts.authorCount;
    this.published = facts.published;
    this.featuredOn = facts.featuredOn;
    this.comments = facts.comments;
    this.topics = topics;
    this.repositories = facts.repositories;
    this.upvotes = facts.upvotes;
    this.stars = facts.stars;
    this.category = facts.category;
    this.#source = source;
  }

  static sourceOf(paper: object): TextSource | undefined {
    return #source in paper ? paper.#source : undefined;
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

/** A paper that reads its texts when they are asked for. */
export function lazyPaper(facts: PaperFacts, source: TextSource): Paper {
  // What is absent reads as undefined here, which whoever reads a field cannot tell apart.
  return new LazyPaper(facts, source, facts.topics) as Paper;
}

/** Whether a paper reads its texts when they are asked for. */
export function isLazy(paper: Paper): boolean {
  return paper instanceof LazyPaper;
}

/** The texts of a paper: of one that reads them, all at once. */
export function textsOf(paper: Paper): PaperTexts {
  const source = LazyPaper.sourceOf(paper);
  return source ? readTexts(source) : paper;
}

/** A copy with another id, which reads its texts as the paper does. */
export function withId(paper: Paper, id: string): Paper {
  const source = LazyPaper.sourceOf(paper);
  if (source) return new LazyPaper(paper, source, paper.topics, id) as Paper;
  return { ...plainPaper(paper), id };
}

/** The paper with all its fields its own, absent ones absent; itself when it is so already. */
export function plainPaper(paper: Paper): Paper {
  return paper instanceof LazyPaper ? paper.toJSON() : paper;
}

/** A copy with other topics, which reads its texts as the paper does. */
export function withTopics(paper: Paper, topics: readonly string[]): Paper {
  const source = LazyPaper.sourceOf(paper);
  if (source) return new LazyPaper(paper, source, topics) as Paper;
  return { ...plainPaper(paper), topics };
}

/** Whether two papers read their texts from the same place; false says nothing. */
export function shareTexts(a: Paper, b: Paper): boolean {
  const source = LazyPaper.sourceOf(a);
  return source !== undefined && source === LazyPaper.sourceOf(b);
}
