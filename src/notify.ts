import * as vscode from 'vscode';
import { escapeMessage } from './core/text/sanitize';

export interface MessageAction {
  readonly label: string;
  readonly run: () => unknown;
}

type Severity = 'info' | 'warning' | 'error';

/**
 * Shows a message with buttons. Sanitizes the text, which may be untrusted. Resolves after the message is closed and
 * the picked action has run.
 */
export async function notify(
  severity: Severity,
  message: string,
  ...choices: readonly MessageAction[]
): Promise<void> {
  const text = escapeMessage(message);
  const labels = choices.map((choice) => choice.label);
  const picked = await show(severity, text, labels);
  await choices.find((choice) => choice.label === picked)?.run();
}

/**
 * Shows a modal question with a Cancel button. Sanitizes the texts.
 * @returns the label of the pressed button; undefined for Cancel
 */
export async function askModal(
  question: string,
  detail: string,
  ...labels: readonly string[]
): Promise<string | undefined> {
  const options = { modal: true, detail: escapeMessage(detail) };
  return vscode.window.showWarningMessage(escapeMessage(question), options, ...labels);
}

function show(severity: Severity, text: string, labels: readonly string[]): Thenable<string | undefined> {
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
 * Reduces actions to three buttons, the maximum that fits a notification. The third is "More…", a list of the rest with
 * the placeholder `question`.
 */
export function withMoreButton(
  choices: readonly MessageAction[],
  question: string,
): readonly MessageAction[] {
  if (choices.length <= 3) return choices;
  const rest = choices.slice(2);
  const more = async (): Promise<void> => {
    const picked = await vscode.window.showQuickPick(rest, {
      title: vscode.l10n.t('More Actions'),
      placeHolder: question,
    });
    await picked?.run();
  };
  return [...choices.slice(0, 2), { label: vscode.l10n.t('More…'), run: more }];
}
