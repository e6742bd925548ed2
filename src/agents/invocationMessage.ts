import * as vscode from 'vscode';
import type { ToolName } from '../core/agent/tools';
import { escapeMarkdown } from '../core/text/sanitize';

/** UTF-16 code units of a query or id. */
const MAX_SHOWN = 80;

/** Returns what VS Code shows while a tool runs. Escapes the model's input. */
export function invocationMessage(name: ToolName, input: unknown): vscode.MarkdownString {
  const shown = (key: string): string => {
    const value =
      typeof input === 'object' && input !== null ? (input as Record<string, unknown>)[key] : undefined;
    return typeof value === 'string' ? escapeMarkdown(value.slice(0, MAX_SHOWN)) : '';
  };
  switch (name) {
    case 'papers_search':
      return new vscode.MarkdownString(vscode.l10n.t('Searching papers for “{0}”', shown('query')));
    case 'papers_read':
      return new vscode.MarkdownString(vscode.l10n.t('Reading paper {0}', shown('id')));
    case 'papers_list':
      return new vscode.MarkdownString(vscode.l10n.t('Listing papers'));
    case 'papers_clone':
      return new vscode.MarkdownString(vscode.l10n.t('Cloning the code of paper {0}', shown('id')));
  }
}
