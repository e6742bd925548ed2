import { realpath } from 'node:fs/promises';
import path from 'node:path';

/**
 * Returns the path to which the links in a path lead. On Windows, a network drive (`Z:\papers`) leads to its server
 * (`\\server\papers`), and VS Code refuses extensions the paths of servers that the user has not allowed. The path is then
 * returned as given, because the drive itself works.
 * @throws the file system's error
 */
export async function resolveLinks(file: string): Promise<string> {
  const real = await realpath(file);
  return isOnServer(real) && !isOnServer(file) ? path.resolve(file) : real;
}

/** Whether a path begins with the name of a server. No absolute path of another system begins with a backslash. */
function isOnServer(file: string): boolean {
  return file.startsWith('\\\\');
}
