/** What a command on a paper is called with: a paper's id, or a tree node that names its paper. */
export type PaperArgument = string | { readonly paperId: string };

/** The id of the paper that a command was called with, or undefined when the argument names none. */
export function paperIdOf(argument: unknown): string | undefined {
  if (typeof argument === 'string') return argument === '' ? undefined : argument;
  if (typeof argument !== 'object' || argument === null || !('paperId' in argument)) return undefined;
  return typeof argument.paperId === 'string' ? argument.paperId : undefined;
}

/** How `papers.openPaper` shows a paper. */
export interface OpenPaperOptions {
  /** The query that found it; its words are marked on the page. */
  readonly query?: string;
  /** The ids of the list that it was opened from, in that list's order, for next and previous. */
  readonly list?: readonly string[];
  /** Show it in the panel that is reused while browsing. */
  readonly preview?: boolean;
}

/** Reads the second argument of `papers.openPaper`; what is not understood is left out. */
export function openPaperOptions(argument: unknown): OpenPaperOptions {
  if (typeof argument !== 'object' || argument === null) return {};
  const { query, list, preview } = argument as Record<string, unknown>;
  return {
    ...(typeof query === 'string' && { query }),
    ...(Array.isArray(list) && { list: list.filter((id) => typeof id === 'string') }),
    ...(typeof preview === 'boolean' && { preview }),
  };
}
