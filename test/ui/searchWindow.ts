import { makeRepository } from '../support/git-fixtures';
import { startGitServer } from '../support/git-server';
import { scratchFolder } from '../support/scratch.mjs';
import { emptyFolder, shared, startVSCode } from './driver';

/** The VS Code and the window that the groups of tests of mainJob.test.ts share. It has a folder `research` and can clone three repositories. */
export const searchWindow = shared(async () => {
  const git = await startGitServer(scratchFolder('git'));
  makeRepository(git.root, 'github.com/salesforce/CodeT5', [
    { files: { 'README.md': '# CodeT5\n', 'models.py': 'import torch\n' } },
  ]);
  makeRepository(git.root, 'github.com/Zplusdragon/PLIP', [{ files: { 'README.md': '# PLIP\n' } }]);
  makeRepository(git.root, 'github.com/ARiSE-Lab/TRACED_ICSE_24', [{ files: { 'README.md': '# TRACED\n' } }]);
  const folder = emptyFolder('research');
  const code = await startVSCode({ env: git.environment });
  return {
    git,
    code,
    folder,
    window: await code.open({ folder }),
    async stop() {
      await code.stop();
      await git.close();
    },
  };
});
