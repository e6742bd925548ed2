import * as vscode from 'vscode';
import { REPOSITORY_SCHEME } from './rowUri';

/**
 * Registers an empty, read-only file system for the URIs of rows with a repository. VS Code's terminal accepts a
 * dragged row only if the scheme of its URI has a file system. VS Code calls no function of this file system, because
 * it rejects a path without a leading slash, such as a clone URL.
 */
export function registerRepositoryFiles(): vscode.Disposable {
  const none = (uri: vscode.Uri): never => {
    throw vscode.FileSystemError.FileNotFound(uri);
  };
  const refused = (uri: vscode.Uri): never => {
    throw vscode.FileSystemError.NoPermissions(uri);
  };
  const files: vscode.FileSystemProvider = {
    onDidChangeFile: () => new vscode.Disposable(() => undefined),
    watch: () => new vscode.Disposable(() => undefined),
    stat: none,
    readFile: none,
    readDirectory: none,
    createDirectory: refused,
    writeFile: refused,
    delete: refused,
    rename: refused,
  };
  return vscode.workspace.registerFileSystemProvider(REPOSITORY_SCHEME, files, {
    isCaseSensitive: true,
    isReadonly: true,
  });
}
