/** A repository that a paper links to, rebuilt from a strict owner and name; never a link as it was written. */
export interface Repository {
  /** Host name in lower case: `github.com`, `gitlab.com`, `huggingface.co` or `codeberg.org`. */
  readonly host: string;
  readonly owner: string;
  readonly name: string;
  /** Branch, tag or commit that the link points to (`/tree/REF/…`). */
  readonly ref?: string;
  /** Folder inside the repository that the link points to, with `/` and no leading slash. */
  readonly folder?: string;
  /** Address of the page that a person opens, rebuilt from the parts above. */
  readonly url: string;
}

/** What kind of page a link leads to. */
export type LinkKind = 'arxiv' | 'pdf' | 'huggingface' | 'project' | 'page';

/** A page about the paper that is not a repository; `url` is always https. */
export interface PaperLink {
  readonly kind: LinkKind;
  readonly url: string;
}

/** One paper. A fact that nobody stated is absent, never an invented value. */
export interface Paper {
  /** arXiv id without version (`2109.00859`), else a slug of the title. */
  readonly id: string;
  readonly title: string;
  /** Abstract as it is read and searched: white space folded, left-over TeX made readable. */
  readonly abstract: string;
  /** Title and abstract as written, kept only where they hold TeX that can be typeset. */
  readonly tex?: { readonly title?: string; readonly abstract?: string };
  readonly authors: readonly string[];
  /** Number of authors that the page states; may differ from `authors.length` where sources disagree. */
  readonly authorCount: number;
  /** Day of publication as `YYYY-MM-DD`; an empty string when no source states it. */
  readonly published: string;
  /** Days on which the paper was on the Daily Papers page, `YYYY-MM-DD`, oldest first. */
  readonly featuredOn: readonly string[];
  readonly comments: number;
  readonly upvotes?: number;
  readonly stars?: number;
  /** Primary arXiv category, such as `cs.CL`. */
  readonly category?: string;
  /** Topic ids, primary first, at most three. */
  readonly topics: readonly string[];
  readonly repositories: readonly Repository[];
  readonly links: readonly PaperLink[];
  readonly aiSummary?: string;
  readonly keywords?: readonly string[];
}
