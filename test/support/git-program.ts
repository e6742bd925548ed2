import { existsSync } from 'node:fs';
import path from 'node:path';

/** Absolute path of the machine's git, as the extension finds it. */
export const GIT_PROGRAM =
  (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .map((folder) => path.resolve(folder, process.platform === 'win32' ? 'git.exe' : 'git'))
    .find((file) => existsSync(file)) ?? '';
