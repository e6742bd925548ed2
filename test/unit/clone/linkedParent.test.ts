import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import type * as OpenActions from '../../../src/clone/messages/openActions';
import { makeRepository } from '../../support/git-fixtures';
import { withVSCode } from '../../support/withVSCode';
import { github, startRig, type Rig } from './rig';

describe('cloning into a workspace that was opened through a link, as in a linked home folder', () => {
  let rig: Rig;
  before(async () => {
    rig = await startRig();
    makeRepository(rig.server.root, 'github.com/lab/code', [{ files: { 'a.py': 'a' } }]);
  });
  after(() => rig.close());

  it('names the clone as the workspace does', async () => {
    const real = path.join(rig.scratch, 'gpfs');
    mkdirSync(path.join(real, 'project'), { recursive: true });
    const home = path.join(rig.scratch, 'linked home');
    symlinkSync(real, home, 'junction');
    const workspace = path.join(home, 'project');
    const outcome = await rig.clone({ repository: github('code'), parent: workspace });
    assert.equal(outcome.kind, 'cloned');

    // As VS Code does, compares paths as they are written.
    const isIn = (file: string): boolean => file === workspace || file.startsWith(workspace + path.sep);
    const vscode = {
      l10n: { t: (message: string) => message },
      Uri: { file: (fsPath: string) => ({ scheme: 'file', fsPath }) },
      UIKind: { Desktop: 1, Web: 2 },
      env: { uiKind: 1, remoteName: 'ssh-remote' },
      workspace: {
        workspaceFolders: [{ uri: { scheme: 'file', fsPath: workspace } }],
        getWorkspaceFolder: ({ fsPath }: { fsPath: string }) => (isIn(fsPath) ? {} : undefined),
      },
    };
    const { openActions } = await withVSCode<typeof OpenActions>(
      vscode,
      () => import('../../../src/clone/messages/openActions'),
    );
    const clone = { folder: outcome.folder, opens: outcome.opens, name: 'lab/code', paperId: '1' };
    const labels = (await openActions(clone, () => Promise.resolve())).map(({ label }) => label);
    assert.deepEqual(
      [outcome.folder, ...labels],
      [path.join(workspace, 'code'), 'Reveal in Explorer', 'Open Folder', 'Open in New Window'],
    );
  });
});
