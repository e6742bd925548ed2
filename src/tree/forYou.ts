import * as vscode from 'vscode';
import type { PersonalReason } from '../core/index/searcher/personalRanking';
import type { Paper } from '../core/paper/paper';
import { countMessage } from '../messageLocale';
import { Command } from '../ids';
import type { Event } from '../emitter';
import type { Log } from '../log';
import { notify } from '../notify';
import { messageTitle } from '../papers/messageTitle';

export interface PersonalScores {
  readonly markedCount: number;
  readonly ready: Promise<void>;
  readonly scores: ReadonlyMap<string, number> | undefined;
  readonly onDidChange: Event<void>;
  reasonFor(id: string): PersonalReason | undefined;
  showLess(id: string): Promise<void>;
  undoLess(id: string): Promise<void>;
}

/**
 * Shows that more papers must be marked for the order "For you".
 * @param missing number of papers to mark first
 */
export async function showTooFewMarks(missing: number): Promise<void> {
  await notify(
    'info',
    countMessage(missing, {
      one: 'The order “For you” needs {0} more paper that you saved, read or cloned.',
      other: 'The order “For you” needs {0} more papers that you saved, read or cloned.',
    }),
    { label: vscode.l10n.t('Search Papers'), run: () => vscode.commands.executeCommand(Command.search) },
  );
}

/** Ranks papers like this one lower in the order "For you". Shows Undo or a failure. */
export async function showLessLike(personal: PersonalScores, paper: Paper, log: Log): Promise<void> {
  const change = async (work: () => Promise<void>): Promise<boolean> => {
    try {
      await work();
      return true;
    } catch (error) {
      log.error('The choice could not be saved.', error);
      await notify('error', vscode.l10n.t('The choice could not be saved. The log says why.'), {
        label: vscode.l10n.t('Show Log'),
        run: () => vscode.commands.executeCommand(Command.showLog),
      });
      return false;
    }
  };
  if (!(await change(() => personal.showLess(paper.id)))) return;
  await notify(
    'info',
    vscode.l10n.t('Papers like “{0}” are further down in “For you” now.', messageTitle(paper)),
    {
      label: vscode.l10n.t('Undo'),
      run: () => change(() => personal.undoLess(paper.id)),
    },
  );
}
