import type { RelatedPaper, SearchHit } from '../index/searchHit';
import type { Paper } from '../paper/paper';
import type { Query } from '../query/parseQuery';
import type { Topic } from '../topics/topics';

/** An AbortSignal: `core` has no DOM or Node types. */
export interface Cancellation {
  readonly aborted: boolean;
}

export interface AgentLibrary {
  /** Rejects if no paper could be read. */
  ready(): Promise<void>;
  /** Newest first. */
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
  /** Response with a paper's full text, if this machine keeps it. Sends no request. */
  fullText(id: string): Promise<string | undefined>;
  /** Sentence that shows why the `text:` filters of a query match. */
  textExcerpt(id: string, query: Query): Promise<string | undefined>;
  /** Notes are files in a window's workspace, which the MCP server does not read. */
  readonly readsNotes: boolean;
  problems(): readonly string[];
}
