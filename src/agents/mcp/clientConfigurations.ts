import { MCP_NODE_OPTIONS } from '../../ids';

export interface ClientConfiguration {
  /** Not translated. */
  readonly clients: string;
  readonly file: string;
  readonly text: string;
}

const NAME = 'daily-papers';

/**
 * Returns the configurations. All run the launcher with the machine's Node.js, because updates change the path of VS
 * Code's runtime.
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

/** JSON strings and lists of strings are also TOML. */
function toml({ command, args }: { readonly command: string; readonly args: readonly string[] }): string {
  return `[mcp_servers.${NAME}]\ncommand = ${JSON.stringify(command)}\nargs = ${JSON.stringify(args)}\n`;
}
