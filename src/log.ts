import type { LogOutputChannel } from 'vscode';

/** The extension's log; `papers.showLog` opens it. */
export type Log = Pick<LogOutputChannel, 'trace' | 'debug' | 'info' | 'warn' | 'error'>;
