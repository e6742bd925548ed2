/** Name in the extension's storage folder. `.cjs` is CommonJS in any folder. */
export const LAUNCHER = 'mcp.cjs';

/**
 * Returns a program that starts the MCP server of the newest installed version. Each update moves the extension's
 * folder, so clients name this program, whose folder stays.
 * @param extensionPath folder of this version; later versions are beside it
 * @param extensionId prefix of the folders of all versions
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
