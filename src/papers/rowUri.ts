import { cloneUrl } from '../core/links/repository';
import type { Paper } from '../core/paper/paper';

/** For rows without a repository. The scheme has no file system, so VS Code's terminal rejects these rows. */
export const ROW_SCHEME = 'papers-row';

/** For rows with a repository. VS Code's terminal accepts only resources with a file system. */
export const REPOSITORY_SCHEME = 'papers-repository';

const NO_MARKS = '-';

/**
 * For shells on Windows, VS Code turns slashes of a path into backslashes, which breaks a clone URL. So rows there have
 * no repository URI. Shells of WSL and SSH run on the other machine, with the extension.
 */
const ON_WINDOWS = process.platform === 'win32';

/** For `vscode.Uri.from`. */
export interface RowUriParts {
  readonly scheme: string;
  readonly path: string;
  readonly query: string;
}

export type RowPaper = Pick<Paper, 'id' | 'repositories' | 'published'>;

/**
 * Returns the parts of a row's URI. The path is the clone URL of the first repository that follows the rules of its
 * host, because a terminal inserts the path of a dropped row. Marks and publication day are in the query, so a change
 * of either changes the URI.
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

export interface RowFacts {
  readonly paperId: string;
  readonly marks: readonly string[];
  /** `YYYY-MM-DD`; empty if unknown. */
  readonly published: string;
}

/** Returns `undefined` for URIs of anything but rows. */
export function readRowUri({ scheme, query }: Pick<RowUriParts, 'scheme' | 'query'>): RowFacts | undefined {
  if (scheme !== ROW_SCHEME && scheme !== REPOSITORY_SCHEME) return undefined;
  const [, marks, published, paperId] = /^([^/]+)\/([^/]*)\/(.+)$/s.exec(query) ?? [];
  if (marks === undefined || published === undefined || paperId === undefined) return undefined;
  return { paperId, marks: marks === NO_MARKS ? [] : marks.split('+'), published };
}
