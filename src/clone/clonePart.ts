import type * as vscode from 'vscode';
import type { AgentCloner } from '../core/agent/clonePaper';
import { Disposable } from '../dispose';
import type { CodeWatcher } from '../library/codeWatch/codeWatcher';
import type { Inspections } from '../library/inspections';
import type { ClonedFolders } from '../library/store/clonedFolders';
import type { Log } from '../log';
import { HostAgentCloner } from './agent/agentCloner';
import { CloneCommand, type CloneOptions, type ClonePicking } from './cloneCommand';
import { Cloner } from './cloner';
import { CloneMaintenance } from './cloneMaintenance';
import { copyDiagnostics } from './diagnostics/copyDiagnostics';
import { LastFailures } from './diagnostics/diagnostics';
import { InspectCommand } from './inspect/inspectCommand';
import { NetworkConsent } from './messages/networkConsent';
import type { RepositoryWatch } from './watch/repositoryWatch';
import { weeklyInspections } from './watch/weeklyInspections';
import { keepLastFolderIn } from './pickers/pickParent';
import type { ClonePapers } from './pickers/pickRepository';
import type { ResumePart } from './resume/resumePart';

export interface CloneDeps extends ClonePicking {
  readonly papers: ClonePapers;
  readonly cloned: ClonedFolders;
  readonly inspections: Inspections;
  readonly code: CodeWatcher;
  readonly isSaved: (paperId: string) => boolean;
  readonly resuming: ResumePart;
  readonly log: Log;
  readonly memory: vscode.Memento;
  readonly storage: string;
  readonly watchdog: string;
  readonly version: string;
  /** One line for diagnostics about the library and its problems. */
  readonly libraryState: () => string;
}

/** The commands of cloning. Loaded when one of them first runs. */
export class ClonePart extends Disposable {
  readonly later: CloneMaintenance;
  readonly watch: RepositoryWatch;
  readonly forAgents: AgentCloner<AbortSignal>;
  readonly #deps: CloneDeps;
  readonly #failures = new LastFailures();
  readonly #command: CloneCommand;
  readonly #inspect: InspectCommand;

  constructor(deps: CloneDeps) {
    super();
    this.#deps = deps;
    keepLastFolderIn(deps.memory);
    const { papers, picker, activePaper, cloned, inspections, storage, resuming, log, watchdog } = deps;
    const { code, isSaved } = deps;
    const failures = this.#failures;
    const consent = new NetworkConsent();
    const { notes, announcer } = resuming;
    const cloner = this._register(new Cloner({ cloned, notes, code, log, watchdog }));
    const note = (...clone: Parameters<typeof announcer.note>): Promise<void> => announcer.note(...clone);
    const picking = { papers, picker, activePaper };
    this.#command = new CloneCommand({
      ...{ ...picking, cloner, cloned, inspections, failures, isSaved, consent, note },
    });
    this.forAgents = new HostAgentCloner({ cloner, cloned, failures, isSaved, note });
    this.#inspect = this._register(
      new InspectCommand({ ...picking, inspections, code, isSaved, failures, storage, log, watchdog }),
    );
    this.watch = this._register(weeklyInspections({ inspections, code, storage, log, watchdog }));
    this.later = this._register(
      new CloneMaintenance({ papers, activePaper, cloned, failures, consent, log, watchdog }),
    );
  }

  clone(argument: unknown, options: unknown): Promise<string | undefined> {
    return this.#command.run(argument, cloneOptions(options));
  }

  inspectRepository(argument: unknown, options: unknown): Promise<void> {
    return this.#inspect.run(argument, cloneOptions(options));
  }

  copyDiagnostics(): Promise<void> {
    const { version, cloned, libraryState: library, log } = this.#deps;
    return copyDiagnostics({ version, cloned, failures: this.#failures, library, log });
  }
}

/** A context menu passes a list of selected nodes as the options. */
function cloneOptions(options: unknown): CloneOptions {
  if (typeof options !== 'object' || options === null) return {};
  const read = (name: 'repository' | 'linked'): unknown => (options as Record<string, unknown>)[name];
  const [repository, linked] = [read('repository'), read('linked')];
  return {
    ...(typeof repository === 'string' && { repository }),
    ...(typeof linked === 'string' && { linked }),
  };
}
