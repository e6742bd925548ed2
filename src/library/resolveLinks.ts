import { realpath } from 'node:fs/promises';
import path from 'node:path';

/**
 * Resolves links, except to a server. On Windows, a network drive (`Z:\papers`) resolves to its server
 * (`\\server\papers`). VS Code refuses extensions the paths of servers that the user has not allowed.
 * @throws the file system's error
 */
export async function resolveLinks(file: string): Promise<string> {
  const real = await realpath(file);
  return isOnServer(real) && !isOnServer(file) ? path.resolve(file) : real;
}

/** No absolute path of another system begins with a backslash. */
function isOnServer(file: string): boolean {
  return file.startsWith('\\\\');
}
