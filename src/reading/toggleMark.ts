import * as vscode from 'vscode';
import type { Paper } from '../core/paper/paper';
import type { ReadingMark } from '../core/readingList/readingList';
import { Command } from '../ids';
import { NewerFileError } from '../library/store/jsonFile';
import type { ReadingMarks } from '../library/store/readingMarks';
import type { Log } from '../log';
import { notify } from '../notify';
import { paperIdOr } from '../papers/paperArgument';
import type { PaperPicker, PickRequest } from '../papers/paperPicker';
import { messageTitle } from '../papers/messageTitle';
import { showUnknownPaper } from '../papers/unknownPaper';

export interface MarkDeps {
  readonly marks: ReadingMarks;
  readonly activePaper: () => string | undefined;
  readonly picker: PaperPicker;
  /** `paper` needs a settled `ready`. */
  readonly catalogue: { readonly ready: Promise<void>; paper(id: string): Paper | undefined };
  readonly log: Log;
}

/** Toggles whether a paper is saved for later or read. */
export async function toggleMark(deps: MarkDeps, argument: unknown, mark: ReadingMark): Promise<void> {
  const id = paperIdOr(argument, deps.activePaper) ?? (await deps.picker.pick(pickRequest(mark)))?.id;
  if (id === undefined) return;
  if ((await markable([id], deps, mark)).length === 0) return showUnknownPaper(id);
  try {
    const set = await deps.marks.toggle(id, mark, new Date());
    vscode.window.setStatusBarMessage(markMessage(mark, set, deps.catalogue.paper(id)?.title ?? id), 4_000);
  } catch (error) {
    await showMarkFailure(deps.log, error);
  }
}

/**
 * Returns the papers whose mark can change. A new mark of a paper outside the library would be invisible, and
 * Settings Sync would copy it to all machines; an existing one can be removed.
 */
export async function markable(
  ids: readonly string[],
  { catalogue, marks }: Pick<MarkDeps, 'catalogue' | 'marks'>,
  mark: ReadingMark,
): Promise<readonly string[]> {
  await catalogue.ready;
  const isSet = (id: string): boolean => (mark === 'saved' ? marks.isSaved(id) : marks.isRead(id));
  return ids.filter((id) => catalogue.paper(id) !== undefined || isSet(id));
}

/** Shows why marks could not be changed. */
export async function showMarkFailure(log: Log, error: unknown): Promise<void> {
  log.error(error instanceof Error ? error : String(error));
  const why =
    error instanceof NewerFileError
      ? vscode.l10n.t(
          'A newer version of the extension wrote the reading list, so this one can’t change it. Update the extension.',
        )
      : vscode.l10n.t('The reading list could not be saved. The log says why.');
  await notify('error', why, {
    label: vscode.l10n.t('Show Log'),
    run: () => vscode.commands.executeCommand(Command.showLog),
  });
}

function pickRequest(mark: ReadingMark): PickRequest {
  return {
    title: mark === 'saved' ? vscode.l10n.t('Save for Later') : vscode.l10n.t('Mark as Read or Unread'),
  };
}

function markMessage(mark: ReadingMark, set: boolean, title: string): string {
  const paper = messageTitle({ title });
  if (mark === 'saved') {
    return set
      ? vscode.l10n.t('Saved: {0}', paper)
      : vscode.l10n.t('Removed from the reading list: {0}', paper);
  }
  return set ? vscode.l10n.t('Marked as read: {0}', paper) : vscode.l10n.t('Marked as unread: {0}', paper);
}
