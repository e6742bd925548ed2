import type { AgentLibrary } from '../core/agent/agentLibrary';
import { bibtex } from '../library/texToUnicode';
import type { Query } from '../core/query/parseQuery';
import type { Catalogue } from '../library/catalogue';

export interface HostLibrary {
  readonly catalogue: Pick<
    Catalogue,
    'ready' | 'status' | 'papers' | 'paper' | 'topics' | 'search' | 'related'
  >;
  readonly texts: {
    read(id: string): Promise<{ readonly answer: string } | undefined>;
    excerpt(id: string, query: Query): Promise<string | undefined>;
  };
  readonly live: {
    readonly marks: { isSaved(id: string): boolean; isRead(id: string): boolean };
    readonly unseenPapers: { readonly freshness: { readonly unseen: ReadonlySet<string> } };
  };
}

/** Returns the window's library as the tools see it. */
export function hostLibrary({ catalogue, live, texts }: HostLibrary): AgentLibrary {
  return {
    ready: async () => {
      await catalogue.ready;
      const { status } = catalogue;
      if (status.kind === 'failed') throw new Error(status.message);
    },
    papers: () => catalogue.papers(),
    paper: (id) => catalogue.paper(id),
    topics: () => catalogue.topics(),
    search: (query, options) => catalogue.search(query, options),
    related: (id, limit) => catalogue.related(id, limit),
    isSaved: (id) => live.marks.isSaved(id),
    isRead: (id) => live.marks.isRead(id),
    isNew: (id) => live.unseenPapers.freshness.unseen.has(id),
    bibtex: (paper) => bibtex(paper),
    fullText: async (id) => (await texts.read(id))?.answer,
    textExcerpt: (id, query) => texts.excerpt(id, query),
    readsNotes: true,
    problems: () => (catalogue.status.kind === 'ready' ? catalogue.status.problems : []),
  };
}
