import * as vscode from 'vscode';
import { Command } from '../ids';
import type { Library } from '../library/library';
import { notify } from '../notify';

/** Says once in a session what is wrong with the library, whatever else comes of it. */
export function sayProblems(library: Pick<Library, 'problems' | 'onDidChangeProblems'>): vscode.Disposable {
  const said = new Set<string>();
  const listening = library.onDidChangeProblems(() => {
    const news = library.problems.filter((problem) => !said.has(problem));
    for (const problem of news) said.add(problem);
    if (news.length === 0) return;
    void notify('warning', news.join(' '), {
      label: vscode.l10n.t('Show Log'),
      run: () => vscode.commands.executeCommand(Command.showLog),
    });
  });
  return new vscode.Disposable(() => listening.dispose());
}
