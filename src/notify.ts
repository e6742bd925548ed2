import * as vscode from 'vscode';
import { inertMessage } from './core/text/sanitize';

/** A choice under a message; `run` is called when it is picked. */
export interface Choice {
  readonly label: string;
  readonly run: () => unknown;
}

type Severity = 'info' | 'warning' | 'error';

/**
 * Shows one message with its choices. The text may hold anything that came from outside: it is made inert first.
 * Resolves when the message is gone, after the choice that was picked has run.
 */
export async function notify(
  severity: Severity,
  message: string,
  ...choices: readonly Choice[]
): Promise<void> {
  const text = inertMessage(message);
  const labels = choices.map((choice) => choice.label);
  const picked = await shown(severity, text, labels);
  await choices.find((choice) => choice.label === picked)?.run();
}

function shown(severity: Severity, text: string, labels: readonly string[]): Thenable<string | undefined> {
  switch (severity) {
    case 'info':
      return vscode.window.showInformationMessage(text, ...labels);
    case 'warning':
      return vscode.window.showWarningMessage(text, ...labels);
    case 'error':
      return vscode.window.showErrorMessage(text, ...labels);
  }
}

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
