import assert from 'node:assert/strict';
import { extensions, window, type Extension } from 'vscode';
import type { DailyPapersApi } from '../../src/api';

/** The extension under test. */
export function dailyPapers(): Extension<DailyPapersApi> {
  const extension = extensions.getExtension<DailyPapersApi>('daily-papers.daily-papers');
  assert.ok(extension, 'the extension is not installed');
  return extension;
}

/** What it exports, once its papers are read. */
export async function readyApi(): Promise<DailyPapersApi> {
  const api = await dailyPapers().activate();
  await api.ready;
  return api;
}

/** Maximum wait for a condition, in ms. Longer than any condition takes on a busy machine. */
const MAX_WAIT_MS = 60_000;

/** Waits until a condition holds. */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  within = MAX_WAIT_MS,
): Promise<void> {
  const deadline = Date.now() + within;
  while (!(await holds())) {
    assert.ok(Date.now() < deadline, `Waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const MESSAGES = ['showInformationMessage', 'showWarningMessage', 'showErrorMessage'] as const;

/** Runs a command whose last step may be a message, which is closed at once. Resolves when the command has ended. */
export async function withMessagesClosed<T>(run: () => Thenable<T>): Promise<T> {
  return withMessages(() => undefined, run);
}

/**
 * Runs a command and picks a button of each of its messages.
 * @param button label; other messages are closed
 * @returns the messages, each with its buttons
 */
export async function messagesOf(
  run: () => Thenable<unknown>,
  button?: string,
): Promise<readonly (readonly string[])[]> {
  const shown: (readonly string[])[] = [];
  await withMessages((...message) => {
    shown.push(message);
    return message.slice(1).find((label) => label === button);
  }, run);
  return shown;
}

async function withMessages<T>(
  answer: (...message: readonly string[]) => string | undefined,
  run: () => Thenable<T>,
): Promise<T> {
  const own = MESSAGES.map((name) => Object.getOwnPropertyDescriptor(window, name));
  const value = (...message: readonly string[]) => Promise.resolve(answer(...message));
  for (const name of MESSAGES) Object.defineProperty(window, name, { value, configurable: true });
  try {
    return await run();
  } finally {
    MESSAGES.forEach((name, at) => Object.defineProperty(window, name, own[at] ?? {}));
  }
}
