import * as vscode from 'vscode';
import { Command, TEXT_SCHEME } from '../ids';
import { Lazy, lazyCommand, type Part } from '../lazy';
import type { FullTextDeps, FullTextPart, TextLibrary } from './fullTextPart';

interface FullTextContext extends Pick<FullTextDeps, 'picker' | 'activePaper' | 'storage' | 'log'> {
  readonly library: Part<TextLibrary>;
}

/**
 * The code of full texts is loaded with the first command, or when VS Code reads a document that was open before a
 * restart.
 */
export function registerFullText({ library, ...context }: FullTextContext): vscode.Disposable {
  const part = new Lazy(context.log, async (): Promise<FullTextPart> => {
    const { FullTextPart } = await import('./fullTextPart');
    return new FullTextPart({ ...context, library: () => library.get(), loaded: () => library.loaded });
  });
  const changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  part.onLoad(({ files }) => files.onDidChangeFile((changes) => changed.fire(changes)));
  const refused = (uri: vscode.Uri): never => {
    throw vscode.FileSystemError.NoPermissions(uri);
  };
  const files: vscode.FileSystemProvider = {
    onDidChangeFile: changed.event,
    watch: () => new vscode.Disposable(() => undefined),
    stat: async (uri) => (await part.get()).files.stat(uri),
    readFile: async (uri) => (await part.get()).files.readFile(uri),
    readDirectory: () => [],
    createDirectory: refused,
    writeFile: refused,
    delete: refused,
    rename: refused,
  };
  return vscode.Disposable.from(
    part,
    changed,
    vscode.workspace.registerFileSystemProvider(TEXT_SCHEME, files, { isReadonly: true }),
    lazyCommand(Command.openText, part, (texts, argument) => texts.open(argument)),
    lazyCommand(Command.fetchTextAgain, part, (texts, argument) => texts.open(argument, true)),
    lazyCommand(Command.toggleTextImages, part, (texts, argument) => texts.toggleImages(argument)),
    lazyCommand(Command.keepTexts, part, (texts) => texts.keep()),
    lazyCommand(Command.removeTexts, part, (texts) => texts.remove()),
  );
}
