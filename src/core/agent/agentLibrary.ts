import type { RelatedPaper, SearchHit } from '../index/searchHit';
import type { Paper } from '../paper/paper';
import type { Query } from '../query/parseQuery';
import type { Topic } from '../topics/topics';

/** An AbortSignal. Declares the part that is used, because `core` has no DOM or Node types. */
export interface Cancellation {
  readonly aborted: boolean;
}

/** The library as agents use it, in the extension host and in the MCP server. */
export interface AgentLibrary {
  /** Resolves when the papers are current. Rejects if no paper could be read. */
  ready(): Promise<void>;
  /** All papers, newest first. */
  papers(): readonly Paper[];
  paper(id: string): Paper | undefined;
  topics(): readonly Topic[];
  search(
    query: Query,
    options: { readonly limit: number; readonly typing: false },
  ): Promise<readonly SearchHit[]>;
  related(id: string, limit: number): Promise<readonly RelatedPaper[]>;
  isSaved(id: string): boolean;
  isRead(id: string): boolean;
  /** Whether the last refresh added the paper and the user has not seen it yet. */
  isNew(id: string): boolean;
  bibtex(paper: Paper): string;
  /** The server's response with a paper's full text, if it is kept on this machine. Sends no request. */
  fullText(id: string): Promise<string | undefined>;
  /** Sentence of a kept text that shows why the `text:` filters of a query match. */
  textExcerpt(id: string, query: Query): Promise<string | undefined>;
  /** Whether the user's notes, which are in the workspace of a window, can be searched. */
  readonly readsNotes: boolean;
  problems(): readonly string[];
}
