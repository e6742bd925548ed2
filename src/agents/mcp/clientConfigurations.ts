import { MCP_NODE_OPTIONS } from '../../ids';

export interface ClientConfiguration {
  /** Names of the clients, which are not translated. */
  readonly clients: string;
  readonly file: string;
  readonly text: string;
}

const NAME = 'daily-papers';

/**
 * Returns the configurations for the clients that start local servers. All run the launcher with the Node.js of the
 * machine: VS Code's own runtime has a path that its updates change.
 */
export function clientConfigurations(launcher: string): readonly ClientConfiguration[] {
  const server = { command: 'node', args: [...MCP_NODE_OPTIONS, launcher] };
  const json = (key: string, entry: object): string =>
    `${JSON.stringify({ [key]: { [NAME]: entry } }, undefined, 2)}\n`;
  return [
    { clients: 'Claude Code', file: '.mcp.json', text: json('mcpServers', server) },
    { clients: 'Cursor', file: '.cursor/mcp.json', text: json('mcpServers', server) },
    { clients: 'Codex', file: '~/.codex/config.toml', text: toml(server) },
    { clients: 'Zed', file: 'settings.json', text: json('context_servers', server) },
    { clients: 'VS Code', file: '.vscode/mcp.json', text: json('servers', { type: 'stdio', ...server }) },
  ];
}

/** JSON strings and lists of strings are TOML too. */
function toml({ command, args }: { readonly command: string; readonly args: readonly string[] }): string {
  return `[mcp_servers.${NAME}]\ncommand = ${JSON.stringify(command)}\nargs = ${JSON.stringify(args)}\n`;
}
