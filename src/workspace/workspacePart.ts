import path from 'node:path';
import * as vscode from 'vscode';
import { folderPapers, type FolderFacts, type WorkspaceLibrary } from '../core/workspace/folderPapers';
import { commitState, type WorkspacePaper } from '../core/workspace/workspacePaper';
import { Disposable } from '../dispose';
import { Emitter, type Event } from '../emitter';
import { readFolderFacts } from '../library/workspaceFolder';
import type { Log } from '../log';
import { activeGit, type GitApi, type GitRepository } from './gitExtension';

export interface WorkspaceCatalogue extends WorkspaceLibrary {
  readonly onDidChange: Event<void>;
}

interface OpenFolder {
  readonly folder: vscode.WorkspaceFolder;
  readonly facts: FolderFacts;
}

/** Delays before looking for the Git extension again, which VS Code starts after the views. */
const GIT_RETRIES_MS = [500, 2_000, 8_000];
/** Changes come in bursts. */
const SETTLE_MS = 300;
/** Saving such a file can change the paper of a folder. */
const NAMING_FILES = /^(?:readme(?:\.\w+)?|citation\.cff)$/i;

/** Papers of this window's folders. Reads files and the Git extension's commits; runs no program. */
export class WorkspacePart extends Disposable {
  readonly #catalogue: WorkspaceCatalogue;
  readonly #log: Log;
  readonly #changed = this._register(new Emitter<void>());
  readonly #followed = new Set<GitRepository>();
  readonly #days = new Map<string, string>();
  #folders: readonly OpenFolder[] = [];
  #papers: readonly WorkspacePaper[] = [];
  #git: GitApi | undefined;
  #timer: NodeJS.Timeout | undefined;
  #mustRead = false;
  #reads = 0;

  readonly onDidChange: Event<void> = this.#changed.event;

  constructor(catalogue: WorkspaceCatalogue, log: Log) {
    super();
    this.#catalogue = catalogue;
    this.#log = log;
    const { workspace } = vscode;
    const readAgain = (): void => this.#soon(true);
    this._register(workspace.onDidChangeWorkspaceFolders(readAgain));
    this._register(workspace.onDidGrantWorkspaceTrust(() => this.#findGit(0)));
    this._register(
      workspace.onDidSaveTextDocument(({ uri }) => {
        if (NAMING_FILES.test(path.basename(uri.path))) readAgain();
      }),
    );
    this._register(catalogue.onDidChange(() => this.#soon(false)));
    this._register({ dispose: () => clearTimeout(this.#timer) });
    void this.#read();
    this.#findGit(0);
  }

  papers(): readonly WorkspacePaper[] {
    return this.#papers;
  }

  async #read(): Promise<void> {
    this.#mustRead = false;
    const number = ++this.#reads;
    const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
    const read = await Promise.all(
      folders.map(async (folder) => ({ folder, facts: await readFolderFacts(folder.uri.fsPath) })),
    );
    if (this.disposed || number !== this.#reads) return;
    this.#folders = read;
    this.#followRepositories();
  }

  #match(): void {
    const several = this.#folders.length > 1;
    const found = this.#folders.flatMap(({ folder, facts }) => {
      const repository = this.#git?.getRepository(folder.uri) ?? undefined;
      const remotes = [...facts.remotes, ...(repository ? remotesOf(repository) : [])];
      const day = this.#days.get(repository?.state.HEAD?.commit ?? '');
      return folderPapers({ ...facts, remotes }, this.#catalogue).map((one): WorkspacePaper => {
        const isClone = one.evidence === 'remote' && day !== undefined;
        const commit = isClone ? commitState(day, one.paper.published) : undefined;
        return { ...one, folder: several ? folder.name : '', ...(commit && { commit }) };
      });
    });
    // Each paper has one row, even if two folders belong to it.
    const papers = [...new Map(found.toReversed().map((one) => [one.paper.id, one])).values()].toReversed();
    const isSame = JSON.stringify(papers.map(keyOf)) === JSON.stringify(this.#papers.map(keyOf));
    this.#papers = papers;
    if (!isSame) this.#changed.fire();
  }

  #findGit(tries: number): void {
    if (this.disposed || this.#git) return;
    const git = activeGit();
    if (!git) {
      const wait = GIT_RETRIES_MS[tries];
      if (wait === undefined) return;
      const timer = setTimeout(() => this.#findGit(tries + 1), wait);
      this._register({ dispose: () => clearTimeout(timer) });
      return;
    }
    this.#git = git;
    this._register(git.onDidOpenRepository(() => this.#followRepositories()));
    this.#followRepositories();
  }

  #followRepositories(): void {
    for (const { folder } of this.#folders) {
      const repository = this.#git?.getRepository(folder.uri);
      if (!repository || this.#followed.has(repository)) continue;
      this.#followed.add(repository);
      this._register(repository.state.onDidChange(() => void this.#readCommit(repository)));
      void this.#readCommit(repository);
    }
    this.#match();
  }

  /** Remembers the day of a commit: each saved file triggers the event of a repository. */
  async #readCommit(repository: GitRepository): Promise<void> {
    const id = repository.state.HEAD?.commit;
    if (id === undefined) return;
    try {
      if (!this.#days.has(id)) {
        const { commitDate } = await repository.getCommit(id);
        if (!commitDate || this.disposed) return;
        this.#days.set(id, commitDate.toISOString().slice(0, 10));
      }
      this.#match();
    } catch (error) {
      this.#log.debug('The date of the workspace’s commit could not be read.', error);
    }
  }

  /** @param mustRead whether files changed, not only the library */
  #soon(mustRead: boolean): void {
    this.#mustRead ||= mustRead;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      if (this.#mustRead) void this.#read();
      else this.#match();
    }, SETTLE_MS);
  }
}

function remotesOf({ state }: GitRepository): readonly string[] {
  return state.remotes.flatMap(({ fetchUrl, pushUrl }) => [fetchUrl ?? '', pushUrl ?? '']);
}

function keyOf({ paper, folder, evidence, commit }: WorkspacePaper): readonly unknown[] {
  return [paper.id, folder, evidence, commit];
}
