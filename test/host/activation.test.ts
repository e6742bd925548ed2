import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import { Command } from '../../src/ids';
import { dailyPapers, until } from './extension';

/** Registration code and its imports. All other code must wait for its first use. */
const LIGHT = [
  /^src\/(?!openLibrary)\w+\.ts$/,
  /^src\/\w+\/register\.ts$/,
  /^src\/panel\/commandIds\.ts$/,
  /^src\/clone\/watch\/inspectionSchedule\.ts$/,
  /^src\/follow\/(searchDrag|nodes)\.ts$/,
  /^src\/papers\/(paperArgument|paperDrag)\.ts$/,
  /^src\/library\/lazyCatalogue\.ts$/,
  // esbuild's own helpers.
  /^dist\/parts\//,
  /^src\/core\/(extensionId|text\/sanitize|links\/arxivPatterns|paper\/freezePaper|lang\/runGenerator)\.ts$/,
];

const dist = (): string => path.join(dailyPapers().extensionPath, 'dist');

/** Returns the extension's files that Node has loaded. */
function loadedFiles(): readonly string[] {
  return Object.keys(require.cache).filter((file) => file.startsWith(dist()));
}

/** Returns the sources of files from their source maps, relative to the project. */
function sourcesOf(files: readonly string[]): readonly string[] {
  const { extensionPath } = dailyPapers();
  return files.flatMap((file) => {
    const { sources } = JSON.parse(readFileSync(`${file}.map`, 'utf8')) as { readonly sources: string[] };
    return sources.map((source) =>
      path.relative(extensionPath, path.resolve(path.dirname(file), source)).replaceAll(path.sep, '/'),
    );
  });
}

/** Returns the loaded sources that are not registration code. */
function loadedEarly(): readonly string[] {
  return sourcesOf(loadedFiles()).filter((source) => !LIGHT.some((light) => light.test(source)));
}

// First in its window, by its file's name, because every other test uses the extension.
describe('start-up', () => {
  after(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('loads only registration code', async () => {
    const late = vscode.extensions.all.filter(({ packageJSON }) =>
      ((packageJSON as { activationEvents?: string[] }).activationEvents ?? []).includes('onStartupFinished'),
    );
    assert.ok(late.length > 0, 'nothing tells when the start-up is over');
    await until('the end of the start-up', () => late.some(({ isActive }) => isActive));
    // VS Code 1.139 reads a file of its own then, with a language, which activates the extension.
    assert.deepEqual(loadedEarly(), []);
  });

  it('loads only registration code with its first command', async () => {
    // The cheapest command: no refresh is running.
    await vscode.commands.executeCommand(Command.stopRefresh);
    assert.equal(dailyPapers().isActive, true);
    assert.ok(loadedFiles().includes(path.join(dist(), 'extension.js')), 'the entry is not loaded');
    // The input box of a chat is a document too, and must not load editor code.
    assert.deepEqual(loadedEarly(), []);
    // Also checks a moment later, still without use.
    await sleep(500);
    assert.deepEqual(loadedEarly(), []);
  });

  it('loads the rest with its first use', async () => {
    await vscode.commands.executeCommand(Command.openPaper, '2109.00859');
    const sources = sourcesOf(loadedFiles()).join('\n');
    for (const part of [/temml/, /unicodeit/, /lunr/, /^src\/core\/index\//m, /^src\/panel\/page\//m]) {
      assert.match(sources, part);
    }
    assert.doesNotMatch(sources, /^src\/clone\/git\//m, 'cloning was not asked for');
  });

  it('loads cloning with its first command', async () => {
    // Not awaited: the command ends with its message.
    void vscode.commands.executeCommand(Command.copyDiagnostics);
    await until('cloning to be loaded', () =>
      sourcesOf(loadedFiles()).some((source) => source.startsWith('src/clone/git/')),
    );
  });
});
