import assert from 'node:assert/strict';
import path from 'node:path';
import { inProject } from '../../support/project.mjs';
import { serverFolder } from '../../support/vscode-server.mjs';

const VARIABLE = 'DAILY_PAPERS_VSCODE_CACHE';

describe('folder of the VS Code server', () => {
  const before = process.env[VARIABLE];
  afterEach(() => {
    if (before === undefined) delete process.env[VARIABLE];
    else process.env[VARIABLE] = before;
  });

  it('is in the project, also if the variable for a shared folder is empty', () => {
    delete process.env[VARIABLE];
    const own = serverFolder('newest');
    assert.equal(path.dirname(own), inProject('.vscode-test'));
    process.env[VARIABLE] = '';
    assert.equal(serverFolder('newest'), own);
  });

  it('is in the shared folder that the variable names', () => {
    process.env[VARIABLE] = '/shared';
    assert.equal(path.dirname(serverFolder('newest')), '/shared');
  });
});
