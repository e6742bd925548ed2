/** From a keybinding in the manifest: the command acts on the selected rows of this view. */
interface ViewArgument {
  readonly view: string;
}

/** Paper ids of selected rows, by view id. Removed when the view is disposed. */
const selections = new Map<string, () => readonly string[]>();

/** For commands that are called with `{ view }`. */
export function registerSelection(view: string, selected: () => readonly string[]): { dispose(): void } {
  selections.set(view, selected);
  return { dispose: () => void selections.delete(view) };
}

/**
 * Returns the paper id of a command's argument: an id, a tree node, a view's selection, or the first of a list of
 * these. Also accepts a number, because the id in a keyboard shortcut may lack quotation marks. Without an id, the
 * command would act on the open page.
 */
export function paperIdOf(argument: unknown): string | undefined {
  if (Array.isArray(argument)) return paperIdOf(argument[0]);
  if (typeof argument === 'number') return String(argument);
  if (typeof argument === 'string') return argument === '' ? undefined : argument;
  if (isViewArgument(argument)) return selections.get(argument.view)?.()[0];
  if (typeof argument !== 'object' || argument === null || !('paperId' in argument)) return undefined;
  return typeof argument.paperId === 'string' ? argument.paperId : undefined;
}

/**
 * Returns the paper id of a command's argument, else of the open page. A key pressed in a view never acts on the page,
 * which may show another paper than the selected row.
 */
export function paperIdOr(argument: unknown, ofPage: () => string | undefined): string | undefined {
  return paperIdOf(argument) ?? (isViewArgument(argument) ? undefined : ofPage());
}

/**
 * Returns the paper ids for a command on a selection: the selected rows that a view passes as the second argument. If
 * there are none, reads the first argument, which can be a list or name a view.
 */
export function paperIdsOf(argument: unknown, selected: unknown): readonly string[] {
  const chosen: readonly unknown[] =
    Array.isArray(selected) && selected.length > 0 ? selected : [argument].flat();
  return [...new Set(chosen.flatMap(idsOf))];
}

/** Whether a command was called by a key pressed in a view. */
export function isKeyIn(view: string, argument: unknown): boolean {
  return isViewArgument(argument) && argument.view === view;
}

function idsOf(argument: unknown): readonly string[] {
  if (isViewArgument(argument)) return selections.get(argument.view)?.() ?? [];
  const id = paperIdOf(argument);
  return id === undefined ? [] : [id];
}

function isViewArgument(argument: unknown): argument is ViewArgument {
  return (
    typeof argument === 'object' &&
    argument !== null &&
    'view' in argument &&
    typeof argument.view === 'string'
  );
}

export interface OpenPaperOptions {
  /** Query that found the paper. The page highlights its words. */
  readonly query?: string;
  /** Ids of the paper's list, in order, for next and previous. */
  readonly list?: readonly string[];
  /** Uses the preview panel, which the next paper reuses. */
  readonly preview?: boolean;
}

/** Reads the second argument of `papers.openPaper`. Ignores invalid fields. */
export function openPaperOptions(argument: unknown): OpenPaperOptions {
  if (typeof argument !== 'object' || argument === null) return {};
  const { query, list, preview } = argument as Record<string, unknown>;
  return {
    ...(typeof query === 'string' && { query }),
    ...(Array.isArray(list) && { list: list.filter((id) => typeof id === 'string') }),
    ...(typeof preview === 'boolean' && { preview }),
  };
}
