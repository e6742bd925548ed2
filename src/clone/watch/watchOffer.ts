import * as vscode from 'vscode';
import { sameRepository } from '../../core/links/repository';
import type { Paper, Repository } from '../../core/paper/paper';
import { Command, Setting } from '../../ids';
import { networkMode, openSettings } from '../../networkSettings';
import { notify, type MessageAction } from '../../notify';

/** For a message about a repository without code. */
export interface WatchOffer {
  readonly actions: readonly MessageAction[];
  readonly sentence: string;
}

/** Only the paper's own repositories are watched. Others, such as a data set that names the paper, get no offer. */
export function watchOffer(
  paper: Pick<Paper, 'id' | 'repositories'> | undefined,
  repository: Repository,
  isSaved: IsSaved,
): WatchOffer {
  if (!paper?.repositories.some((own) => sameRepository(own, repository)))
    return { actions: [], sentence: '' };
  return { actions: watchActions(paper, isSaved), sentence: watchedSentence(paper, isSaved) };
}

export type IsSaved = (paperId: string) => boolean;

/** Saving the paper watches its repositories. */
function watchActions({ id }: Pick<Paper, 'id'>, isSaved: IsSaved): readonly MessageAction[] {
  if (isSaved(id)) return [];
  const run = async (): Promise<void> => {
    await vscode.commands.executeCommand(Command.saveToReadingList, id);
    // The command has shown its failure.
    if (!isSaved(id)) return;
    if (networkMode() === 'on')
      await notify(
        'info',
        vscode.l10n.t(
          'The paper is on your reading list. Its repository is checked every week, and the paper is marked when code arrives.',
        ),
      );
    else
      await notify(
        'info',
        vscode.l10n.t(
          'The paper is on your reading list. Its repository is checked again only if papers.network is “on”.',
        ),
        openSettings(Setting.network),
      );
  };
  return [{ label: vscode.l10n.t('Tell Me When Code Arrives'), run }];
}

function watchedSentence({ id }: Pick<Paper, 'id'>, isSaved: IsSaved): string {
  if (!isSaved(id)) return '';
  return networkMode() === 'on'
    ? vscode.l10n.t('It is checked again every week, because the paper is on your reading list.')
    : '';
}
