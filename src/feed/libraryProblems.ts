import * as vscode from 'vscode';
import { Command } from '../ids';
import type { Library } from '../library/library';
import { notify } from '../notify';
import { damagedFiles } from './damagedFiles';
import { joinSentences } from '../core/text/joinSentences';

/** Shows each problem of the library once per session, with an action for damaged files. */
export class LibraryProblems {
  readonly #library: Pick<Library, 'problems'>;
  readonly #storage: string;
  readonly #reported = new Set<string>();

  constructor(library: Pick<Library, 'problems'>, storage: string) {
    this.#library = library;
    this.#storage = storage;
  }

  report(): void {
    const news = this.#library.problems.filter((problem) => !this.#reported.has(problem));
    for (const problem of news) this.#reported.add(problem);
    if (news.length > 0) void showProblems(joinSentences(news), this.#storage);
  }
}

async function showProblems(message: string, storage: string): Promise<void> {
  const files = {
    label: vscode.l10n.t('Show Files'),
    run: () => vscode.commands.executeCommand(Command.showDamagedFiles),
  };
  const log = {
    label: vscode.l10n.t('Show Log'),
    run: () => vscode.commands.executeCommand(Command.showLog),
  };
  const anyAside = (await damagedFiles(storage)).length > 0;
  await notify('warning', message, ...(anyAside ? [files] : []), log);
}
