import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('start-up', () => {
  it('leaves the extension inactive until it is used', () => {
    const extension = vscode.extensions.getExtension('daily-papers.daily-papers');
    assert.ok(extension, 'the extension is not installed');
    assert.equal(extension.isActive, false);
  });
});
