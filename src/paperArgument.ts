/** What a command on a paper is called with: a paper's id, or a tree node that names its paper. */
export type PaperArgument = string | { readonly paperId: string };

/** What a key is bound with in the manifest, so that its command acts on the selected row of the focused view. */
interface ViewArgument {
  readonly view: string;
}

/** Paper ids of selected rows, by view id. An entry is removed with its view. */
const selections = new Map<string, () => string | undefined>();

/** Lets commands that are called with `{ view }` act on the selected row of that view. */
export function registerSelection(view: string, selected: () => string | undefined): { dispose(): void } {
  selections.set(view, selected);
  return { dispose: () => void selections.delete(view) };
}

/** The id of the paper that a command was called with, or undefined when the argument names none. */
export function paperIdOf(argument: unknown): string | undefined {
  if (typeof argument === 'string') return argument === '' ? undefined : argument;
  if (isViewArgument(argument)) return selections.get(argument.view)?.();
  if (typeof argument !== 'object' || argument === null || !('paperId' in argument)) return undefined;
  return typeof argument.paperId === 'string' ? argument.paperId : undefined;
}

/**
 * The paper that a command was called with, else the one of the open page. A key that was pressed in a view never acts
 * on the page: that would be another paper than the user sees selected.
 */
export function paperIdOr(argument: unknown, ofPage: () => string | undefined): string | undefined {
  return paperIdOf(argument) ?? (isViewArgument(argument) ? undefined : ofPage());
}

function isViewArgument(argument: unknown): argument is ViewArgument {
  return (
    typeof argument === 'object' &&
    argument !== null &&
    'view' in argument &&
    typeof argument.view === 'string'
  );
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
