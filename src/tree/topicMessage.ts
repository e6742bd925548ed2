import * as vscode from 'vscode';
import { escapeMessage } from '../core/text/sanitize';
import { SECTION, Setting } from '../ids';
import { joinSentences } from '../core/text/joinSentences';

const MAX_PROBLEMS = 3;

/** Returns the view's message about mistakes in the topics of the settings; '' without mistakes. */
export function topicMessage(problems: readonly string[]): string {
  if (problems.length === 0) return '';
  const more = problems.length - MAX_PROBLEMS;
  const sentences = problems.slice(0, MAX_PROBLEMS);
  if (more > 0) sentences.push(vscode.l10n.t('{0} more in the log.', more));
  return escapeMessage(`${SECTION}.${Setting.topics}: ${joinSentences(sentences)}`);
}

/** Opens the setting of the topics. */
export async function openTopicsSetting(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openSettings', `@id:${SECTION}.${Setting.topics}`);
}
