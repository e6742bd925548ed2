import assert from 'node:assert/strict';
import { inProject, readJson } from '../../support/project.mjs';

interface Manifest {
  readonly activationEvents: readonly string[];
}

describe('activation by files', () => {
  const { activationEvents } = readJson(inProject('package.json')) as Manifest;

  it('is by a file of any language, because every file can name a paper', () => {
    assert.deepEqual(
      activationEvents.filter((event) => event.startsWith('onLanguage')),
      ['onLanguage'],
    );
  });

  // The other events are those of the documents and tabs that have no language.
  for (const event of ['onUri', 'onNotebook:jupyter-notebook', 'onWebviewPanel:papers.paper']) {
    it(`is also by ${event}`, () => assert.ok(activationEvents.includes(event)));
  }
});
