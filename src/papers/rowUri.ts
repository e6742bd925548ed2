import { cloneUrl } from '../core/links/repository';
import type { Paper } from '../core/paper/paper';

/** Scheme of rows without a repository. The scheme has no file system, so VS Code's terminal refuses such a row. */
export const ROW_SCHEME = 'papers-row';

/** Scheme of rows with a repository. VS Code's terminal accepts only resources with a file system. */
export const REPOSITORY_SCHEME = 'papers-repository';

/** First segment of the query of a row without marks. */
const NO_MARKS = '-';

/**
 * Whether this machine runs Windows. VS Code turns the slashes of a path into backslashes for shells on Windows, which makes
 * a clone URL useless, so rows there have no repository URI. Shells of WSL and SSH run on the other machine, with the
 * extension.
 */
const ON_WINDOWS = process.platform === 'win32';

/** The parts of a row's URI, as `vscode.Uri.from` expects them. */
export interface RowUriParts {
  readonly scheme: string;
  readonly path: string;
  readonly query: string;
}

/** A paper as a row's URI needs it. */
export type RowPaper = Pick<Paper, 'id' | 'repositories' | 'published'>;

/**
 * Returns the parts of the URI of a paper's row. A terminal into which the row is dropped inserts the path, so the path is
 * the clone URL of the first repository whose parts follow the rules of its host, and nothing else. The marks and
 * the publication day are in the query, so a change of either changes the URI.
 * @param marks names of marks, without `+` and `/`
 */
export function rowUriParts(
  { id, repositories, published }: RowPaper,
  marks: readonly string[],
  onWindows = ON_WINDOWS,
): RowUriParts {
  const query = `${marks.join('+') || NO_MARKS}/${published}/${id}`;
  const [address] = onWindows ? [] : repositories.flatMap((repository) => cloneUrl(repository) ?? []);
  return address === undefined
    ? { scheme: ROW_SCHEME, path: `/paper/${id}`, query }
    : { scheme: REPOSITORY_SCHEME, path: address, query };
}

/** What the URI of a row contains. */
export interface RowFacts {
  readonly paperId: string;
  readonly marks: readonly string[];
  /** Publication day, `YYYY-MM-DD`; empty if unknown. */
  readonly published: string;
}

/** Reads the URI of a row; `undefined` for other URIs. */
export function readRowUri({ scheme, query }: Pick<RowUriParts, 'scheme' | 'query'>): RowFacts | undefined {
  if (scheme !== ROW_SCHEME && scheme !== REPOSITORY_SCHEME) return undefined;
  const [, marks, published, paperId] = /^([^/]+)\/([^/]*)\/(.+)$/s.exec(query) ?? [];
  if (marks === undefined || published === undefined || paperId === undefined) return undefined;
  return { paperId, marks: marks === NO_MARKS ? [] : marks.split('+'), published };
}
