import * as vscode from 'vscode';
import { rawEntries } from '../core/savedSearches/settingChanges';
import { readSavedSearches, type ReadSavedSearches } from '../core/savedSearches/savedSearch';
import { Disposable } from '../dispose';
import { SECTION, Setting } from '../ids';
import type { Log } from '../log';
import { notify } from '../notify';
import { problemSentence } from './problemMessages';

type Entries = readonly unknown[];

/** The setting of the saved searches: reads it, reports its mistakes and changes single entries. */
export class SavedSearchSetting extends Disposable {
  readonly #log: Log;
  readonly #changed = this._register(new vscode.EventEmitter<void>());
  readonly onDidChange = this.#changed.event;
  #now: ReadSavedSearches;
  #logged: readonly string[] = [];
  #writing: Promise<unknown> = Promise.resolve();

  constructor(log: Log) {
    super();
    this.#log = log;
    this.#now = this.#read();
    this._register(
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (!change.affectsConfiguration(`${SECTION}.${Setting.savedSearches}`)) return;
        this.#now = this.#read();
        this.#changed.fire();
      }),
    );
  }

  get searches(): ReadSavedSearches['searches'] {
    return this.#now.searches;
  }

  /** Raw entries, including invalid ones. */
  get entries(): Entries {
    return rawEntries(rawSetting());
  }

  get problems(): readonly string[] {
    return this.#now.problems.map((problem) => problemSentence(problem, vscode.l10n));
  }

  /**
   * Runs changes one after another, each on the latest value.
   * @returns false after a failure, without waiting until the user closes its message
   */
  change(how: (entries: Entries) => Entries): Promise<boolean> {
    const mine = this.#writing.then(() => this.#change(how));
    this.#writing = mine.catch(() => undefined);
    return mine;
  }

  async #change(how: (entries: Entries) => Entries): Promise<boolean> {
    const raw = rawSetting();
    if (raw !== undefined && raw !== null && !Array.isArray(raw)) {
      // A value of another type may be the user's own text, so it is never overwritten.
      this.#reportFailure(problemSentence({ kind: 'notList' }, vscode.l10n));
      return false;
    }
    const before = rawEntries(raw);
    const after = how(before);
    if (after === before) return true;
    try {
      await vscode.workspace
        .getConfiguration(SECTION)
        .update(
          Setting.savedSearches,
          after.length === 0 ? undefined : after,
          vscode.ConfigurationTarget.Global,
        );
      return true;
    } catch (error) {
      this.#log.error('The saved searches could not be written.', error);
      this.#reportFailure(
        vscode.l10n.t(
          'The settings could not be changed. Save or correct the settings file if it is open, and try again.',
        ),
      );
      return false;
    }
  }

  #reportFailure(message: string): void {
    const openSettings = {
      label: vscode.l10n.t('Open Settings'),
      run: () => vscode.commands.executeCommand('workbench.action.openSettingsJson'),
    };
    notify('error', message, openSettings).catch((error: unknown) => {
      this.#log.error('The settings could not be opened.', error);
    });
  }

  #read(): ReadSavedSearches {
    const read = readSavedSearches(rawSetting());
    const problems = read.problems.map((problem) => problemSentence(problem, vscode.l10n));
    for (const problem of problems.filter((one) => !this.#logged.includes(one)))
      this.#log.warn(`${SECTION}.${Setting.savedSearches}: ${problem}`);
    this.#logged = problems;
    return read;
  }
}

/** The setting has application scope, so a folder cannot add searches. */
function rawSetting(): unknown {
  return vscode.workspace.getConfiguration(SECTION).inspect(Setting.savedSearches)?.globalValue;
}
