/** Name of the launcher in the extension's storage folder. `.cjs` keeps it CommonJS in any folder. */
export const LAUNCHER = 'mcp.cjs';

/**
 * Returns a small program that starts the MCP server of the newest installed version. An update of the extension moves
 * its folder, so a client's configuration names this file, which lies in the storage folder and stays. A link or a copy
 * of the server would keep pointing to the old version.
 * @param extensionPath folder of this version; the folders of later versions lie beside it
 * @param extensionId id of the extension, with which the folders of its versions begin
 */
export function launcherCode(extensionPath: string, extensionId: string): string {
  return `// Starts the MCP server of the newest installed version of Daily Papers.
// Written by the command "Papers: Copy MCP Configuration" of VS Code.
const { existsSync, readdirSync } = require('node:fs');
const path = require('node:path');

const last = ${JSON.stringify(extensionPath)};
const prefix = ${JSON.stringify(`${extensionId}-`)};
const folder = path.dirname(last);
let versions = [];
try {
  versions = readdirSync(folder).filter((name) => {
    return name.toLowerCase().startsWith(prefix) && /\\d/.test(name.charAt(prefix.length));
  });
} catch {
  // The folder is gone, as after VS Code was removed; reported below.
}
versions.sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
const programs = [...versions.map((name) => path.join(folder, name)), last];
const server = programs.map((program) => path.join(program, 'dist', 'mcp.js')).find((file) => existsSync(file));
if (server === undefined) {
  console.error('Daily Papers is no longer installed in ' + folder + '. Install it in VS Code and copy the MCP configuration again.');
  process.exit(1);
}
process.argv = [process.argv[0], server, '--storage', __dirname];
require(server);
`;
}
