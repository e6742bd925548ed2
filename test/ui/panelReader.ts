import { makeRepository } from '../support/git-fixtures';
import { startGitServer } from '../support/git-server';
import { scratchFolder } from '../support/scratch.mjs';
import { shared } from './driver';
import { Reader } from './reader';

/** The reader that both groups of tests of panel.test.ts share. It can clone `made-up/zebrafish`. */
export const panelReader = shared(async () => {
  const git = await startGitServer(scratchFolder('git'));
  makeRepository(git.root, 'github.com/made-up/zebrafish', [{ files: { 'README.md': '# Zebrafish\n' } }]);
  const reader = await Reader.start(git.environment);
  return {
    reader,
    async stop() {
      await reader.stop();
      await git.close();
    },
  };
});
