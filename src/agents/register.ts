import path from 'node:path';
import * as vscode from 'vscode';
import type { ToolName } from '../core/agent/tools';
import { Command, MCP_NODE_OPTIONS } from '../ids';
import { Lazy, lazyCommand, type Part } from '../lazy';
import type { Log } from '../log';
import type { ClonePart } from './agentsPart';
import type { AgentPlaces } from './copyConfiguration';
import type { HostLibrary } from './hostLibrary';

/** Also in the manifest. */
const MCP_PROVIDER = 'daily-papers';

/** Also in the manifest. */
const TOOLS: readonly ToolName[] = ['papers_search', 'papers_read', 'papers_list', 'papers_clone'];

interface AgentsContext extends AgentPlaces {
  readonly library: Part<HostLibrary>;
  readonly clone: ClonePart;
  readonly version: string;
  readonly log: Log;
}

/** Registers the language model tools, the MCP server and the command that copies its configuration. */
export function registerAgents({
  library,
  clone,
  version,
  log,
  ...places
}: AgentsContext): vscode.Disposable {
  const part = new Lazy(log, async () => {
    const [{ AgentsPart }, opened] = await Promise.all([import('./agentsPart'), library.get()]);
    return new AgentsPart(opened, clone, places);
  });
  // An older or reduced VS Code lacks these functions.
  const lm = (vscode as { readonly lm?: Partial<typeof vscode.lm> }).lm;
  const tools = TOOLS.map((name) =>
    lm?.registerTool?.(name, {
      prepareInvocation: async ({ input }) => (await part.get()).prepare(name, input),
      invoke: async ({ input }, token) => (await part.get()).invoke(name, input, token),
    }),
  );
  const server = lm?.registerMcpServerDefinitionProvider?.(MCP_PROVIDER, {
    provideMcpServerDefinitions: () => [serverDefinition(places, version)],
  });
  return vscode.Disposable.from(
    part,
    ...[...tools, server].filter((made) => made !== undefined),
    lazyCommand(Command.copyMcpConfiguration, part, (agents) => agents.copyMcpConfiguration()),
  );
}

/** Uses the editor's runtime: Electron, which the variable makes run as Node. */
export function serverDefinition(
  { storage, program }: Pick<AgentPlaces, 'storage' | 'program'>,
  version: string,
): vscode.McpStdioServerDefinition {
  const args = [...MCP_NODE_OPTIONS, path.join(program, 'dist', 'mcp.js'), '--storage', storage];
  const env = { ELECTRON_RUN_AS_NODE: '1' };
  return new vscode.McpStdioServerDefinition('Daily Papers', process.execPath, args, env, version);
}
