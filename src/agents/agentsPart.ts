import * as vscode from 'vscode';
import type { AgentLibrary } from '../core/agent/agentLibrary';
import type { ToolAnswer } from '../core/agent/answers';
import { callTool } from '../core/agent/callTool';
import type { AgentCloner } from '../core/agent/clonePaper';
import type { ToolName } from '../core/agent/tools';
import { Disposable } from '../dispose';
import type { Part } from '../lazy';
import { CloneTool } from './cloneTool';
import { copyMcpConfiguration, type AgentPlaces } from './copyConfiguration';
import { hostLibrary, type HostLibrary } from './hostLibrary';
import { invocationMessage } from './invocationMessage';

export type ClonePart = Part<{ readonly forAgents: AgentCloner<AbortSignal> }>;

/** Tools and MCP configuration for agents. Loaded with the first call. */
export class AgentsPart extends Disposable {
  readonly #library: AgentLibrary;
  readonly #places: AgentPlaces;
  readonly #clone: CloneTool;

  constructor(library: HostLibrary, clone: ClonePart, places: AgentPlaces) {
    super();
    this.#library = hostLibrary(library);
    this.#places = places;
    this.#clone = new CloneTool(this.#library, async () => (await clone.get()).forAgents);
  }

  copyMcpConfiguration(): Promise<void> {
    return copyMcpConfiguration(this.#places);
  }

  async prepare(name: ToolName, input: unknown): Promise<vscode.PreparedToolInvocation> {
    if (name === 'papers_clone') return this.#clone.prepare(input);
    return { invocationMessage: invocationMessage(name, input) };
  }

  async invoke(
    name: ToolName,
    input: unknown,
    token: vscode.CancellationToken,
  ): Promise<vscode.LanguageModelToolResult> {
    const cancel = new AbortController();
    if (token.isCancellationRequested) cancel.abort();
    const subscription = token.onCancellationRequested(() => cancel.abort());
    try {
      const answer = await this.#answer(name, input, cancel.signal);
      return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(JSON.stringify(answer))]);
    } finally {
      subscription.dispose();
    }
  }

  #answer(name: ToolName, input: unknown, signal: AbortSignal): Promise<ToolAnswer> {
    if (name === 'papers_clone') return this.#clone.invoke(input, signal);
    return callTool(name, input, this.#library, signal);
  }
}
