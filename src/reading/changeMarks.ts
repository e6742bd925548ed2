import * as vscode from 'vscode';
import type { ReadingMark } from '../core/readingList/readingList';
import type { MarkChange } from '../library/store/readingMarks';
import { notify } from '../notify';
import { messageTitle } from '../papers/messageTitle';
import { showUnknownPaper } from '../papers/unknownPaper';
import { markable, showMarkFailure, type MarkDeps } from './toggleMark';

export interface MarkEdit {
  readonly ids: readonly string[];
  readonly mark: ReadingMark;
  readonly isSet: boolean;
}

const STATUS_SHOWN_MS = 4_000;

/** Shows a message, with Undo unless papers were saved. */
export async function changeMarks(deps: MarkDeps, wanted: MarkEdit): Promise<void> {
  const { marks, catalogue } = deps;
  const edit = { ...wanted, ids: await markable(wanted.ids, deps, wanted.mark) };
  const [id = ''] = edit.ids;
  if (edit.ids.length === 0) return showUnknownPaper(wanted.ids[0] ?? '');
  let changes: readonly MarkChange[];
  try {
    changes = await marks.change(edit.ids, edit.mark, edit.isSet, new Date());
  } catch (error) {
    await showMarkFailure(deps.log, error);
    return;
  }
  if (changes.length === 0) return;
  const undo = async (): Promise<void> => {
    try {
      await marks.undo(changes);
    } catch (error) {
      await showMarkFailure(deps.log, error);
    }
  };
  const title = edit.ids.length === 1 ? messageTitle({ title: catalogue.paper(id)?.title ?? id }) : undefined;
  const message = changeMessage(edit, title);
  // Saving is deliberate, so it gets no Undo button.
  if (edit.mark === 'saved' && edit.isSet) {
    vscode.window.setStatusBarMessage(message, STATUS_SHOWN_MS);
    return;
  }
  // Not awaited: the change is complete, and the message may stay open.
  void notify('info', message, { label: vscode.l10n.t('Undo'), run: undo });
}

/** Undoes the last change of marks in this window, and describes it in the status bar. */
export async function undoLastChange({ marks, catalogue, log }: MarkDeps): Promise<void> {
  try {
    const [first, ...others] = await marks.undoLast();
    if (!first) {
      vscode.window.setStatusBarMessage(
        vscode.l10n.t('There is no change of marks to undo.'),
        STATUS_SHOWN_MS,
      );
      return;
    }
    const text =
      others.length === 0
        ? vscode.l10n.t('Undone: {0}', messageTitle({ title: catalogue.paper(first.id)?.title ?? first.id }))
        : vscode.l10n.t('Undone for {0} papers', others.length + 1);
    vscode.window.setStatusBarMessage(text, STATUS_SHOWN_MS);
  } catch (error) {
    await showMarkFailure(log, error);
  }
}

function changeMessage({ ids, mark, isSet }: MarkEdit, title: string | undefined): string {
  if (mark === 'saved' && isSet) {
    return title === undefined
      ? vscode.l10n.t('{0} papers were saved.', ids.length)
      : vscode.l10n.t('Saved: {0}', title);
  }
  if (mark === 'saved') {
    return title === undefined
      ? vscode.l10n.t('{0} papers were removed from the reading list.', ids.length)
      : vscode.l10n.t('Removed from the reading list: {0}', title);
  }
  if (title !== undefined)
    return isSet
      ? vscode.l10n.t('Marked as read: {0}', title)
      : vscode.l10n.t('Marked as unread: {0}', title);
  return isSet
    ? vscode.l10n.t('{0} papers were marked as read.', ids.length)
    : vscode.l10n.t('{0} papers were marked as unread.', ids.length);
}
