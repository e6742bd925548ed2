import * as vscode from 'vscode';
import type { Choice } from '../notify';

/**
 * A notification has room for three buttons: the first two choices, and a list of the rest.
 * @param question above that list
 */
export function fitted(choices: readonly Choice[], question: string): readonly Choice[] {
  if (choices.length <= 3) return choices;
  const rest = choices.slice(2);
  const more = async (): Promise<void> => {
    const picked = await vscode.window.showQuickPick(rest, { placeHolder: question });
    await picked?.run();
  };
  return [...choices.slice(0, 2), { label: vscode.l10n.t('More…'), run: more }];
}
