import path from 'node:path';
import * as vscode from 'vscode';
import type { Inspection } from '../../core/code/contents';
import type { CodeWatcher } from '../../library/codeWatch/codeWatcher';
import type { Inspections } from '../../library/inspections';
import { monotonicClock } from '../../library/sync/monotonicClock';
import type { GitOutcome } from '../git/existingClone';
import { inspectRepository } from '../inspect/inspectRepository';
import { withGit, type GitServices } from '../runWithGit';
import { mayInspect } from './mayInspect';
import { RepositoryWatch } from './repositoryWatch';

interface WeeklyInspectionsDeps extends GitServices {
  readonly inspections: Inspections;
  readonly code: CodeWatcher;
  readonly storage: string;
}

/** Like Look into Repository, but without an account and without messages. */
export function weeklyInspections({
  inspections,
  code,
  storage,
  log,
  watchdog,
}: WeeklyInspectionsDeps): RepositoryWatch {
  const parent = path.join(storage, 'looks');
  const ignore = (): void => undefined;
  return new RepositoryWatch({
    code,
    isAllowed: mayInspect,
    onDidChangeSettings: vscode.workspace.onDidChangeConfiguration,
    look: async (repository, signal) => {
      let outcome: GitOutcome<Inspection> | undefined;
      await inspections.run(repository, async () => {
        outcome = await withGit({ log, watchdog }, signal, ignore, (effects) =>
          inspectRepository({ repository, parent, account: 'anonymous' }, effects),
        );
        return outcome.kind === 'done' ? outcome.value : undefined;
      });
      return outcome;
    },
    monotonic: monotonicClock(),
    log,
  });
}
