import * as vscode from 'vscode';

/** The used parts of VS Code's extensions/git/src/api/git.d.ts. */
export interface GitApi {
  readonly onDidOpenRepository: vscode.Event<GitRepository>;
  getRepository(uri: vscode.Uri): GitRepository | null;
}

export interface GitRepository {
  readonly state: {
    readonly HEAD?: { readonly commit?: string } | undefined;
    readonly remotes: readonly { readonly fetchUrl?: string; readonly pushUrl?: string }[];
    readonly onDidChange: vscode.Event<void>;
  };
  getCommit(ref: string): Promise<{ readonly commitDate?: Date }>;
}

interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): GitApi;
}

/**
 * Returns the API if the Git extension is active. Never starts it, because it must not run in an untrusted workspace.
 */
export function activeGit(): GitApi | undefined {
  const extension = vscode.extensions.getExtension<GitExtension | undefined>('vscode.git');
  if (!vscode.workspace.isTrusted || extension?.isActive !== true) return undefined;
  return extension.exports?.enabled === true ? extension.exports.getAPI(1) : undefined;
}
