import assert from 'node:assert/strict';
import { Command } from '../../../src/ids';
import { KEYS } from '../../../src/panel/page/keybindings';
import { inProject, readJson } from '../../support/project.mjs';

interface Manifest {
  readonly contributes: { readonly keybindings: readonly Binding[] };
}
interface Binding {
  readonly command: string;
  readonly key: string;
  readonly when: string;
}

describe('keys of the page', () => {
  const { contributes } = readJson(inProject('package.json')) as Manifest;
  for (const [name, key] of Object.entries(KEYS)) {
    it(`${key} is bound to ${name} while a page is the active editor`, () => {
      const command = Command[name as keyof typeof KEYS];
      const bound = contributes.keybindings.filter((binding) => binding.command === command);
      assert.deepEqual(bound, [{ command, key, when: "activeWebviewPanelId == 'papers.paper'" }]);
    });
  }
});
