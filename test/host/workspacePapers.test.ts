import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { WorkspacePart } from '../../src/workspace/workspacePart';
import { LibraryProvider } from '../../src/tree/provider';
import { silentLog } from '../support/log';
import { madePaper } from '../support/papers';
import { until } from './extension';

const repositories = [{ host: 'github.com', owner: 'lab', name: 'code', url: 'https://github.com/lab/code' }];
const papers = [
  madePaper('2401.00001', { title: 'Code', published: '2024-01-01', repositories }),
  madePaper('2401.00002', { title: 'Other' }),
];
const library = {
  ready: Promise.resolve(),
  papers: () => papers,
  paper: (id: string) => papers.find((paper) => paper.id === id),
  topics: () => [],
  onDidChange: () => ({ dispose: () => undefined }),
};

describe('This Workspace in the library view', () => {
  const folder = (): string => vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
  const git = (...args: readonly string[]): void =>
    void execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.invalid', ...args], {
      cwd: folder(),
      env: { ...process.env, GIT_COMMITTER_DATE: '2024-06-01T00:00:00Z' },
    });
  let part: WorkspacePart | undefined;

  before(() => {
    git('init', '--quiet');
    git('remote', 'add', 'origin', 'git@github.com:lab/code.git');
    git('commit', '--quiet', '--allow-empty', '-m', 'first');
    writeFileSync(path.join(folder(), 'README.md'), 'arXiv:2401.00002');
  });
  after(() => {
    part?.dispose();
    for (const name of ['.git', 'README.md'])
      rmSync(path.join(folder(), name), { recursive: true, force: true });
  });

  it('lists the papers of the folder above all headings', async () => {
    part = new WorkspacePart(library, silentLog);
    const workspace = part;
    await until('the papers', () => workspace.papers().length === 2);
    const provider = new LibraryProvider(library, () => ({ cloned: false, saved: false, unread: false }), {
      groupBy: 'topic',
      order: 'date',
    });
    provider.followWorkspace(workspace);
    const [first, ...rest] = await provider.getChildren();
    assert.ok(first?.kind === 'group' && rest.length > 0);
    const heading = provider.getTreeItem(first);
    assert.deepEqual(
      [heading.label, heading.description, heading.collapsibleState],
      ['This Workspace', '2', vscode.TreeItemCollapsibleState.Expanded],
    );
    assert.equal(heading.contextValue, 'group');
    const rows = await provider.getChildren(first);
    assert.deepEqual(
      rows.map((row) => row.kind === 'paper' && row.paperId),
      ['2401.00001', '2401.00002'],
    );
    assert.equal(provider.getTreeItem(rows[0]!).command?.command, 'papers.openPaper');
    // The row that was pressed stays selected.
    assert.deepEqual(provider.locate('2401.00001', '(workspace)'), rows[0]);
    provider.filter({ query: 'x', papers });
    assert.notDeepEqual((await provider.getChildren())[0], first);
    provider.dispose();
  });

  it('says whether the code is newer than the paper, where the Git extension is active', async function () {
    const extension = vscode.extensions.getExtension<{
      enabled: boolean;
      getAPI(version: 1): { openRepository(uri: vscode.Uri): Promise<unknown> };
    }>('vscode.git');
    if (!extension) return this.skip();
    const { enabled } = await extension.activate();
    if (!enabled) return this.skip();
    await extension.exports.getAPI(1).openRepository(vscode.Uri.file(folder()));
    await until('the commit', () => part?.papers()[0]?.commit === 'newer');
  });
});
