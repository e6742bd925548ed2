import * as vscode from 'vscode';

/** `increment` is the progress since the last report, in percent. */
export type ReportProgress = (message: string, increment?: number) => void;

/**
 * Runs work with a notification that shows progress and a cancel button.
 * @param title shown before the messages
 * @param ending also aborts the work
 * @returns the work's result; `undefined` if it was cancelled and rejected
 */
export async function withCancellableProgress<T>(
  title: string,
  ending: AbortSignal,
  work: (signal: AbortSignal, report: ReportProgress) => Promise<T>,
): Promise<T | undefined> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (progress, token) => {
      const controller = new AbortController();
      const listening = token.onCancellationRequested(() => controller.abort());
      const signal = AbortSignal.any([controller.signal, ending]);
      try {
        return await work(signal, (message, increment) =>
          progress.report({ message, ...(increment !== undefined && { increment }) }),
        );
      } catch (error) {
        if (signal.aborted) return undefined;
        throw error;
      } finally {
        listening.dispose();
      }
    },
  );
}
