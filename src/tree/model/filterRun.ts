import type { SearchHit, SearchOptions } from '../../core/index/searchHit';
import type { Paper } from '../../core/paper/paper';
import type { Clause, Query } from '../../core/query/parseQuery';
import { asksForMarks } from '../../core/query/queryNeeds';

export type Search = (
  query: Query,
  options?: SearchOptions & { readonly signal?: AbortSignal },
) => Promise<readonly SearchHit[]>;

/**
 * A new run ends the previous one. `is:new` finds the papers that the view marks as new: the library counts them as
 * seen after seconds, so a repeated filter would lose its rows.
 */
export class FilterRun {
  readonly #search: Search;
  readonly #newPapers: () => ReadonlySet<string>;
  #running: AbortController | undefined;

  constructor(search: Search, newPapers: () => ReadonlySet<string>) {
    this.#search = search;
    this.#newPapers = newPapers;
  }

  cancel(): void {
    this.#running?.abort();
  }

  /** Returns the papers of a query, best first; `undefined` if the run was cancelled. */
  async papersOf(query: Query): Promise<readonly Paper[] | undefined> {
    this.cancel();
    const running = new AbortController();
    this.#running = running;
    try {
      const hits = await this.#search(withoutNew(query), { signal: running.signal });
      if (running.signal.aborted) return undefined;
      const wanted = query.clauses.filter(isAboutNew).map(({ not }) => !not);
      const papers = hits.map(({ paper }) => paper);
      if (wanted.length === 0) return papers;
      const newPapers = this.#newPapers();
      return papers.filter(({ id }) => wanted.every((isNew) => newPapers.has(id) === isNew));
    } catch (error) {
      if (running.signal.aborted) return undefined;
      throw error;
    }
  }
}

/** Returns whether the filter depends on which papers the view marks as new. */
export function asksForNew({ clauses }: Query): boolean {
  return clauses.some(isAboutNew);
}

/** Returns whether the filter depends on marks, notes or kept texts. `is:new` does not. */
export function dependsOnMarks(query: Query): boolean {
  return asksForMarks(withoutNew(query));
}

function withoutNew(query: Query): Query {
  return { ...query, clauses: query.clauses.filter((clause) => !isAboutNew(clause)) };
}

function isAboutNew(clause: Clause): clause is Clause & { readonly kind: 'flag' } {
  return clause.kind === 'flag' && clause.flag === 'is:new';
}
