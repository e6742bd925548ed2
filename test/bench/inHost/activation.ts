import { writeFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { env } from 'node:process';
import * as vscode from 'vscode';
import { Command, View } from '../../../src/ids';

/** What a window measures: one thing, since each is a first time. */
export type Step = 'empty' | 'ours' | 'palette' | 'tree' | 'page';

/** What one window measured, in milliseconds. */
export type Measured = Readonly<Partial<Record<Step | 'ready', number>>>;

/** Runs in the extension host: measures the step that BENCH_STEP names, from a sleeping extension on. */
export async function run(): Promise<void> {
  const step = env['BENCH_STEP'] as Step;
  const measured = await measure(step);
  writeFileSync(env['BENCH_RESULT'] ?? '', JSON.stringify(measured));
}

async function measure(step: Step): Promise<Measured> {
  const ours = step !== 'empty';
  const extension = vscode.extensions.getExtension(ours ? 'daily-papers.daily-papers' : 'bench.empty');
  if (!extension) throw new Error(`The extension to measure "${step}" is not there.`);
  if (extension.isActive) throw new Error('It is active already.');
  const firstUse = step === 'palette' ? firstAnswer() : step === 'tree' ? firstRows() : undefined;
  const started = performance.now();
  const since = (): number => performance.now() - started;
  switch (step) {
    case 'empty':
      await extension.activate();
      return { empty: since() };
    case 'ours': {
      const api = (await extension.activate()) as { readonly ready: Promise<void> };
      const activated = since();
      await api.ready;
      return { ours: activated, ready: since() };
    }
    case 'palette':
      await vscode.commands.executeCommand(Command.search, 'vision language');
      await firstUse;
      return { palette: since() };
    case 'tree':
      await vscode.commands.executeCommand(`${View.library}.focus`);
      await firstUse;
      return { tree: since() };
    case 'page':
      // Settled when the page's HTML is handed to VS Code.
      await vscode.commands.executeCommand(Command.openPaper, '2109.00859');
      return { page: since() };
  }
}

/** Settled when the search box has its first papers. */
function firstAnswer(): Promise<void> {
  return new Promise((resolve) => {
    const { createQuickPick } = vscode.window;
    replace('createQuickPick', () => {
      const pick = createQuickPick();
      return new Proxy(pick, {
        get: (target, key) => {
          const value: unknown = Reflect.get(target, key, target);
          return typeof value === 'function' ? (value.bind(target) as unknown) : value;
        },
        set: (target, key, value) => {
          const set = Reflect.set(target, key, value, target);
          if (key === 'items' && (value as readonly object[]).some((item) => 'paperId' in item)) resolve();
          return set;
        },
      });
    });
  });
}

/** Settled when the library view has its first headings. */
function firstRows(): Promise<void> {
  return new Promise((resolve) => {
    const { createTreeView } = vscode.window;
    replace('createTreeView', (id: string, options: vscode.TreeViewOptions<unknown>) => {
      const { treeDataProvider } = options;
      const getChildren = treeDataProvider.getChildren.bind(treeDataProvider);
      treeDataProvider.getChildren = async (node) => {
        const children = await getChildren(node);
        if (id === View.library && children && children.length > 0) resolve();
        return children;
      };
      return createTreeView(id, options);
    });
  });
}

/** Puts another function in the place of one of VS Code's, for the rest of this window. */
function replace(name: 'createQuickPick' | 'createTreeView', value: unknown): void {
  Object.defineProperty(vscode.window, name, { value, configurable: true });
}
