import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { endpointChoice, networkMode } from '../../src/networkSettings';
import { SECTION, Setting } from '../../src/ids';
import { dailyPapers } from './extension';

/** Settings of the folder: workspace/.vscode/settings.json next to this file. */
const mirror = 'https://mirror.invalid';

describe('settings that come with a folder', () => {
  const settings = () => vscode.workspace.getConfiguration(SECTION);

  before(async () => {
    await dailyPapers().activate();
  });

  it('are read, where they may be', () => {
    assert.equal(settings().get(Setting.cloneHistory), 'full');
  });

  it('do not say where papers come from, nor whether', () => {
    const chosen = endpointChoice();
    assert.ok(!JSON.stringify(chosen).includes(mirror), JSON.stringify(chosen));
    assert.equal(networkMode(), 'on');
  });

  it('add no saved searches', () => {
    assert.deepEqual(settings().get(Setting.savedSearches), []);
  });

  it('do not say where clones go', () => {
    assert.equal(settings().get(Setting.cloneParentFolder), '');
  });
});
