import * as vscode from 'vscode';
import type { AgentLibrary } from '../core/agent/agentLibrary';
import { callTool } from '../core/agent/callTool';
import type { ToolName } from '../core/agent/tools';
import { inertMarkdown } from '../core/text/sanitize';
import { Disposable } from '../dispose';
import { copyMcpConfiguration, type AgentPlaces } from './copyConfiguration';
import { hostLibrary, type HostLibrary } from './hostLibrary';

/** What agents use: the tools and the configuration of the MCP server. Loaded with the first call. */
export class AgentsPart extends Disposable {
  readonly #library: AgentLibrary;
  readonly #places: AgentPlaces;

  constructor(library: HostLibrary, places: AgentPlaces) {
    super();
    this.#library = hostLibrary(library);
    this.#places = places;
  }

  copyMcpConfiguration(): Promise<void> {
    return copyMcpConfiguration(this.#places);
  }

  /** Returns what VS Code shows while a tool runs. */
  prepare(name: ToolName, input: unknown): vscode.PreparedToolInvocation {
    return { invocationMessage: invocationMessage(name, input) };
  }

  /** Answers a call of a tool. */
  async invoke(
    name: ToolName,
    input: unknown,
    token: vscode.CancellationToken,
  ): Promise<vscode.LanguageModelToolResult> {
    const cancelled = {
      get aborted(): boolean {
        return token.isCancellationRequested;
      },
    };
    const answer = await callTool(name, input, this.#library, cancelled);
    return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(JSON.stringify(answer))]);
  }
}

/** Longest query or id in an invocation message, in UTF-16 code units. */
const MAX_SHOWN = 80;

function invocationMessage(name: ToolName, input: unknown): vscode.MarkdownString {
  const shown = (key: string): string => {
    const value =
      typeof input === 'object' && input !== null ? (input as Record<string, unknown>)[key] : undefined;
    return typeof value === 'string' ? inertMarkdown(value.slice(0, MAX_SHOWN)) : '';
  };
  switch (name) {
    case 'papers_search':
      return new vscode.MarkdownString(vscode.l10n.t('Searching papers for “{0}”', shown('query')));
    case 'papers_read':
      return new vscode.MarkdownString(vscode.l10n.t('Reading paper {0}', shown('id')));
    case 'papers_list':
      return new vscode.MarkdownString(vscode.l10n.t('Listing papers'));
  }
}
