import * as vscode from 'vscode';
import { escapeLabel } from '../core/text/sanitize';
import { Command } from '../ids';
import { notify } from '../notify';
import { paperIdsOf } from '../papers/paperArgument';
import type { AddDeps } from './addTypes';
import { countMessage } from '../messageLocale';
import { joinSentences } from '../core/text/joinSentences';

/** Removes the given or selected papers that were added, else those that the user chooses. */
export async function removeAddedPapers(argument: unknown, selected: unknown, deps: AddDeps): Promise<void> {
  const given = paperIdsOf(argument, selected);
  const ids = given.length > 0 ? given.filter((id) => deps.live.added.has(id)) : await chosenIds(deps);
  if (ids.length > 0) await removeAdded(ids, deps);
}

/** Removes added papers and offers an undo. */
export async function removeAdded(
  ids: readonly string[],
  { live, log }: Pick<AddDeps, 'live' | 'log'>,
): Promise<void> {
  try {
    const removed = await live.added.remove(ids);
    const message = countMessage(removed.length, {
      one: '{0} added paper was removed.',
      other: '{0} added papers were removed.',
    });
    const stay = removed.some(({ id }) => live.library.paper(id) !== undefined)
      ? vscode.l10n.t('Papers that other sources contain as well stay.')
      : '';
    const undo = { label: vscode.l10n.t('Undo'), run: () => live.added.add(removed) };
    await notify('info', joinSentences([message, stay]), ...(removed.length > 0 ? [undo] : []));
  } catch (error) {
    log.error(error instanceof Error ? error : String(error));
    const why = error instanceof Error ? error.message : String(error);
    await notify('error', vscode.l10n.t('The papers could not be removed: {0}', why), {
      label: vscode.l10n.t('Show Log'),
      run: () => vscode.commands.executeCommand(Command.showLog),
    });
  }
}

async function chosenIds({ live }: AddDeps): Promise<readonly string[]> {
  await live.library.read();
  const papers = await live.added.list();
  if (papers.length === 0) {
    await notify('info', vscode.l10n.t('You have added no papers.'));
    return [];
  }
  const items = papers.map(({ id, title }) => ({ label: escapeLabel(title), description: id, id }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Remove Added Papers'),
    placeHolder: vscode.l10n.t('Papers that other sources contain as well stay'),
    canPickMany: true,
    matchOnDescription: true,
  });
  return picked?.map(({ id }) => id) ?? [];
}
