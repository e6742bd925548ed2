import assert from 'node:assert/strict';
import path from 'node:path';
import { inProject } from '../../support/project.mjs';
import { serverFolder } from '../../support/vscode-server.mjs';

describe('folder of the VS Code server', () => {
  const before = process.env['DAILY_PAPERS_VSCODE_CACHE'];
  afterEach(() => {
    if (before === undefined) delete process.env['DAILY_PAPERS_VSCODE_CACHE'];
    else process.env['DAILY_PAPERS_VSCODE_CACHE'] = before;
  });

  it('is in the project, also if the variable for a shared folder is empty', () => {
    delete process.env['DAILY_PAPERS_VSCODE_CACHE'];
    const own = serverFolder('newest');
    assert.equal(path.dirname(own), inProject('.vscode-test'));
    process.env['DAILY_PAPERS_VSCODE_CACHE'] = '';
    assert.equal(serverFolder('newest'), own);
  });

  it('is in the shared folder that the variable names', () => {
    process.env['DAILY_PAPERS_VSCODE_CACHE'] = '/shared';
    assert.equal(path.dirname(serverFolder('newest')), '/shared');
  });
});
