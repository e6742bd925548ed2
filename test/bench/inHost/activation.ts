import { writeFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { env } from 'node:process';
import * as vscode from 'vscode';
import { Command, View } from '../../../src/ids';

export type Step = 'empty' | 'ours' | 'palette' | 'tree' | 'page';

export type Measured = Readonly<Partial<Record<Step | 'ready', number>>>;

/** Runs in the extension host. Measures the step named by BENCH_STEP, from before activation. */
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
      // Settled when VS Code gets the page's HTML.
      await vscode.commands.executeCommand(Command.openPaper, '2109.00859');
      return { page: since() };
  }
}

/** Settled when the search box shows its first papers. */
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

/** Settled when the library view shows its first headings. */
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

/** Replaces one of VS Code's functions for the rest of this window. */
function replace(name: 'createQuickPick' | 'createTreeView', value: unknown): void {
  Object.defineProperty(vscode.window, name, { value, configurable: true });
}
