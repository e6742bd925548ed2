import * as vscode from 'vscode';
import { registerAgeDecorations } from './ageDecorations';
import type { PaperState } from './paperStates';
import { readRowUri, rowUriParts, type RowPaper } from './rowUri';

/** VS Code rejects longer badges. */
const MAX_BADGE_LENGTH = 2;

const SYMBOLS = { code: '◆', saved: '★', read: '✓', new: '●', noted: '✎' } as const;

/** In the order of a badge, which has room for two. */
const MARKS = ['code', 'new', 'saved', 'read', 'noted'] as const;

type MarkLabels = Readonly<Record<keyof typeof SYMBOLS | 'cloned', string>>;

/**
 * Returns the URI for a row's `resourceUri`. VS Code shows its decoration at the right edge, even if the view is too
 * narrow for the description. The URI contains marks and publication day, so a change of either needs no event.
 */
export function rowUri(paper: RowPaper, state: PaperState): vscode.Uri {
  return vscode.Uri.from(rowUriParts(paper, marksOf(state)));
}

/**
 * Returns the URI for a row that contains new papers, such as a saved search. The mark stays visible if the name fills
 * the view.
 * @param key identifies the row, such as the key of a saved search
 */
export function newPapersUri(key: string): vscode.Uri {
  return vscode.Uri.from(rowUriParts({ id: key, repositories: [], published: '' }, ['new']));
}

/** Returns symbols with their meaning: "★ saved · ✓ read"; empty without marks. */
export function marksLegend(state: PaperState, labels: MarkLabels): string {
  const marks = marksOf(state).map((mark) => `${SYMBOLS[mark]} ${labels[mark]}`);
  return [...marks, ...(state.cloned ? [labels.cloned] : [])].join(' · ');
}

/**
 * Shows ages and marks of papers on rows with a `rowUri`, as "★✓, 3w". VS Code joins the badges of several providers,
 * the last one first, so the ages are aligned at the right edge.
 */
export function registerPaperDecorations(): vscode.Disposable {
  return vscode.Disposable.from(
    registerAgeDecorations(),
    vscode.window.registerFileDecorationProvider({
      provideFileDecoration: (uri) => decorationOf(readRowUri(uri)?.marks ?? []),
    }),
  );
}

function decorationOf(named: readonly string[]): vscode.FileDecoration | undefined {
  const shown = MARKS.filter((mark) => named.includes(mark));
  if (shown.length === 0) return undefined;
  const badge = shown.map((mark) => SYMBOLS[mark]).join('');
  // New papers and new code have the colour of new files, which every theme defines. Read papers are not dimmed,
  // because VS Code dims the description further: the contrast would be 3.0 in the light high contrast theme and 3.9 in
  // the dark theme.
  const color =
    shown.includes('new') || shown.includes('code') ? 'gitDecoration.untrackedResourceForeground' : undefined;
  return new vscode.FileDecoration(
    badge.slice(0, MAX_BADGE_LENGTH),
    undefined,
    color === undefined ? undefined : new vscode.ThemeColor(color),
  );
}

function marksOf({
  isNew = false,
  codeArrived = false,
  saved,
  read = false,
  noted = false,
}: PaperState): readonly (keyof typeof SYMBOLS)[] {
  const set = { code: codeArrived, new: isNew, saved, read, noted };
  return MARKS.filter((mark) => set[mark]);
}
