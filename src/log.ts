import type { LogOutputChannel } from 'vscode';

/** Where the extension writes what it did; `papers.showLog` opens it. */
export type Log = Pick<LogOutputChannel, 'trace' | 'debug' | 'info' | 'warn' | 'error'>;
