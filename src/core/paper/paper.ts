/** Repository that a paper links to, rebuilt from a validated owner and name. */
export interface Repository {
  /** Host name, lowercase: `github.com`, `gitlab.com`, `huggingface.co` or `codeberg.org`. */
  readonly host: string;
  readonly owner: string;
  readonly name: string;
  /** Branch, tag or commit of the link (`/tree/REF/…`). */
  readonly ref?: string;
  /** Folder of the link inside the repository, with `/` and no leading slash. */
  readonly folder?: string;
  /** URL of the web page, rebuilt from the fields above. */
  readonly url: string;
}

export type LinkKind = 'arxiv' | 'pdf' | 'huggingface' | 'project' | 'page';

/** Page about the paper that is not a repository. `url` is always https. */
export interface PaperLink {
  readonly kind: LinkKind;
  readonly url: string;
}

/** Unknown facts are absent, never made up. */
export interface Paper {
  /** arXiv id without version (`2109.00859`), else a slug of the title. */
  readonly id: string;
  readonly title: string;
  /** Abstract for display and search: white space collapsed, leftover TeX converted. */
  readonly abstract: string;
  /** Title and abstract as written, only if they contain TeX that can be typeset. */
  readonly tex?: { readonly title?: string; readonly abstract?: string };
  readonly authors: readonly string[];
  /** Number of authors according to the page. May differ from `authors.length` if sources disagree. */
  readonly authorCount: number;
  /** Publication day, `YYYY-MM-DD`; empty if unknown. */
  readonly published: string;
  /** Days on which the paper was on the Daily Papers page, `YYYY-MM-DD`, oldest first. */
  readonly featuredOn: readonly string[];
  readonly comments: number;
  readonly upvotes?: number;
  readonly stars?: number;
  /** Primary arXiv category, such as `cs.CL`. */
  readonly category?: string;
  /** Topic ids, primary topic first, at most three. */
  readonly topics: readonly string[];
  readonly repositories: readonly Repository[];
  readonly links: readonly PaperLink[];
  readonly aiSummary?: string;
  readonly keywords?: readonly string[];
}
