/** Rebuilt from a validated owner and name. */
export interface Repository {
  /** Lowercase: `github.com`, `gitlab.com`, `huggingface.co` or `codeberg.org`. */
  readonly host: string;
  readonly owner: string;
  readonly name: string;
  /** Branch, tag or commit of the link (`/tree/REF/…`). */
  readonly ref?: string;
  /** Folder of the link, with `/` and no leading slash. */
  readonly folder?: string;
  /** Web page, rebuilt from the fields above. */
  readonly url: string;
}

export type LinkKind = 'arxiv' | 'pdf' | 'huggingface' | 'project' | 'page';

/** Page that is not a repository. `url` is always https. */
export interface PaperLink {
  readonly kind: LinkKind;
  readonly url: string;
}

/** Unknown facts are absent. */
export interface Paper {
  /** arXiv id without version (`2109.00859`), else a slug of the title. */
  readonly id: string;
  readonly title: string;
  /** For display and search: white space collapsed, leftover TeX converted. */
  readonly abstract: string;
  /** As written, only if the text contains TeX that can be typeset. */
  readonly tex?: { readonly title?: string; readonly abstract?: string };
  readonly authors: readonly string[];
  /** According to the page. May differ from `authors.length`. */
  readonly authorCount: number;
  /** Publication day, `YYYY-MM-DD`; empty if unknown. */
  readonly published: string;
  /** Days on the Daily Papers page, `YYYY-MM-DD`, oldest first. */
  readonly featuredOn: readonly string[];
  readonly comments: number;
  readonly upvotes?: number;
  readonly stars?: number;
  /** Primary arXiv category, such as `cs.CL`. */
  readonly category?: string;
  /** Ids, primary topic first, at most three. */
  readonly topics: readonly string[];
  readonly repositories: readonly Repository[];
  readonly links: readonly PaperLink[];
  readonly aiSummary?: string;
  readonly keywords?: readonly string[];
}
